using OrderLedger.App.Customers;
using OrderLedger.Domain.Customers;
using OrderLedger.Web.Ui.Shared;

namespace OrderLedger.Web.Ui.Customers;

/// <summary>The form of a customer as typed: text stays text until it is read, so that a refusal loses nothing.</summary>
public sealed class CustomerDraft
{
    public string? Name { get; set; }
    public string? Code { get; set; }
    public string? ShortName { get; set; }
    public string? Company { get; set; }
    public string? TaxNo { get; set; }
    public string? Phone { get; set; }
    public string? Email { get; set; }
    public string? Address { get; set; }
    public string? Region { get; set; }

    /// <summary>Blank: the rules decide.</summary>
    public string? Class { get; set; }
    public string? Salesperson { get; set; }
    public string? Terms { get; set; }
    public string? PaymentMethod { get; set; }
    public string? CreditLimit { get; set; }

    /// <summary>Percent, 0…100.</summary>
    public string? ShipGate { get; set; }
    public CustomerStatus? Status { get; set; }
    public string? Remark { get; set; }
    public List<ContactDraft> Contacts { get; set; } = [];
    public List<AddressDraft> Addresses { get; set; } = [];
    public long? SeenVersion { get; set; }

    /// <summary>The newer version that the user has looked at and writes over.</summary>
    public long? Overrides { get; set; }

    /// <summary><c>contact</c> or <c>address</c>: the button asked for one more row, not for saving.</summary>
    public string? More { get; set; }

    public static CustomerDraft Of(CustomerView view) => new()
    {
        Name = view.Name, Code = view.Code, ShortName = view.ShortName, Company = view.Company, TaxNo = view.TaxNo,
        Phone = view.Phone, Email = view.Email, Address = view.Address, Region = view.Region,
        Class = view.ClassIsAutomatic ? "" : view.Class, Salesperson = view.Salesperson, Terms = view.Terms,
        PaymentMethod = view.PaymentMethod, CreditLimit = view.CreditLimit is { } limit ? Show.Plainly(limit) : null,
        ShipGate = view.ShipGateBp is not { } gate || gate == 0 ? null : Show.Percent(gate).TrimEnd('%'), Status = view.Status,
        Remark = view.Remark, SeenVersion = view.Version,
        Contacts = [.. view.Contacts.Select(static c => new ContactDraft
            { Name = c.Name, Title = c.Title, Phone = c.Phone, Email = c.Email })],
        Addresses = [.. view.Addresses.Select(static a => new AddressDraft
            { Kind = a.Kind, Text = a.Text, Contact = a.Contact, Phone = a.Phone })],
    };

    /// <summary>A blank field clears, so every text is sent; figures that cannot be read refuse in <paramref name="reader"/>.</summary>
    /// <param name="mayTrust">Whether the form held the fields of credit; without them they stay as they are.</param>
    public CustomerInput Read(FormReader reader, bool mayTrust) => new(Name ?? "", Code, ShortName ?? "", Company ?? "", TaxNo ?? "",
        Phone ?? "", Email ?? "", Address ?? "", Region ?? "", Class ?? "", Salesperson ?? "", Terms ?? "",
        PaymentMethod ?? "", mayTrust ? reader.Money(CreditLimit, nameof(CreditLimit)) : null,
        mayTrust && string.IsNullOrWhiteSpace(CreditLimit), mayTrust ? reader.Fraction(ShipGate, nameof(ShipGate)) ?? 0m : null,
        mayTrust ? Status : null, Remark ?? "",
        [.. Contacts.Select(static c => new ContactView(c.Name ?? "", c.Title, c.Phone, c.Email))],
        [.. Addresses.Select(static a => new AddressView(a.Kind, a.Text ?? "", a.Contact, a.Phone))], Overrides ?? SeenVersion);
}

public sealed class ContactDraft
{
    public string? Name { get; set; }
    public string? Title { get; set; }
    public string? Phone { get; set; }
    public string? Email { get; set; }
}

public sealed class AddressDraft
{
    public AddressKind Kind { get; set; }
    public string? Text { get; set; }
    public string? Contact { get; set; }
    public string? Phone { get; set; }
}
