namespace OrderLedger.Domain.Customers;

/// <summary>Who orders and pays: 客户 (domain.md §3).</summary>
public sealed class Customer : IAggregate
{
    public long Id { get; init; }
    public long Version { get; set; }

    /// <summary>Unique without regard to case and width; part of order numbers, so it is never reused.</summary>
    public string Code { get; set; } = "";
    public string Name { get; set; } = "";
    public string? ShortName { get; set; }
    public string? Company { get; set; }
    public string? TaxNo { get; set; }
    public string? Phone { get; set; }
    public string? Email { get; set; }
    public string? Address { get; set; }
    public string? Region { get; set; }

    public string Class { get; set; } = CustomerClasses.New;

    /// <summary>True: the rules decide. False: set by hand, and stays so until released.</summary>
    public bool ClassIsAutomatic { get; set; } = true;

    /// <summary>Derived: the rule and figures behind the class, shown to the user.</summary>
    public string? ClassReason { get; set; }
    public string? Salesperson { get; set; }

    /// <summary>Default payment terms of new orders, in the notation of <see cref="Payments.PaymentTerms"/>.</summary>
    public string Terms { get; set; } = "";
    public string? PaymentMethod { get; set; }

    /// <summary>Null: no limit.</summary>
    public Money? CreditLimit { get; set; }

    /// <summary>发货条件: the share received before goods leave, in basis points; 0 none, 10,000 paid in full.</summary>
    public int ShipGateBp { get; set; }
    public CustomerStatus Status { get; set; }
    public string? Remark { get; set; }
    public IList<Contact> Contacts { get; init; } = [];
    public IList<Address> Addresses { get; init; } = [];

    /// <summary>Derived for search: pinyin and initials of the names.</summary>
    public string Pinyin { get; private set; } = "";

    /// <summary>Derived: the code as a key.</summary>
    public string CodeKey { get; private set; } = "";

    /// <summary>Derived: the name as a key; two customers may share a name, an import then asks.</summary>
    public string NameKey { get; private set; } = "";

    /// <summary>Name on documents and in the grid.</summary>
    public string Label => ShortName ?? Name;

    /// <summary>Checks the fields and derives the keys.</summary>
    public Refusal? Check()
    {
        if (string.IsNullOrWhiteSpace(Name)) return Refusal.Invalid("customer.name-missing").At(nameof(Name));
        if (string.IsNullOrWhiteSpace(Code)) return Refusal.Invalid("customer.code-missing").At(nameof(Code));
        if (TaxNo is { Length: > 0 } && !CreditCode.IsValid(TaxNo))
            return Refusal.Invalid("customer.tax-no-invalid", TaxNo).At(nameof(TaxNo));
        if (ShipGateBp is < 0 or > 10_000) return Refusal.Invalid("customer.ship-gate-range").At(nameof(ShipGateBp));
        if (CreditLimit < Money.Zero) return Refusal.Invalid("customer.credit-negative").At(nameof(CreditLimit));
        if (Payments.PaymentTerms.Parse(Terms).Refusal is { } terms) return terms.At(nameof(Terms));

        Derive();
        return null;
    }

    /// <summary>Recomputes the derived fields.</summary>
    public void Derive()
    {
        CodeKey = TextFolding.Key(Code);
        NameKey = TextFolding.Key(Name);
        Pinyin = SearchText.Of(Name, ShortName);
    }
}

public enum CustomerStatus
{
    Active,
    Suspended,
    Merged,
}

/// <summary>A person at the customer: 联系人.</summary>
public sealed class Contact : IPartOf<Customer>
{
    public long Id { get; init; }
    public long CustomerId { get; init; }
    public string Name { get; set; } = "";
    public string? Title { get; set; }
    public string? Phone { get; set; }
    public string? Email { get; set; }
    public long RootId => CustomerId;
}

/// <summary>收货地址 or 开票地址.</summary>
public sealed class Address : IPartOf<Customer>
{
    public long Id { get; init; }
    public long CustomerId { get; init; }
    public AddressKind Kind { get; set; }
    public string Text { get; set; } = "";
    public string? Contact { get; set; }
    public string? Phone { get; set; }
    public long RootId => CustomerId;
}

public enum AddressKind
{
    Delivery,
    Billing,
}

/// <summary>The classes a new book begins with; the list itself is a setting.</summary>
public static class CustomerClasses
{
    public const string Vip = "VIP";
    public const string Regular = "普通";
    public const string New = "新客户";
}
