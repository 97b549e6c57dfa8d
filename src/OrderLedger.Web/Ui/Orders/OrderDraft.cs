namespace OrderLedger.Web.Ui.Orders;

/// <summary>An order as it stands in its form; everything as typed.</summary>
public sealed class OrderDraft
{
    /// <summary>Rows that stand ready in an empty form, and that one press of the button adds.</summary>
    public const int Blank = 5;

    /// <summary>One per form: sent twice, it makes one order.</summary>
    public string? Key { get; set; }
    public long? SeenVersion { get; set; }
    public long SeenChange { get; set; }

    public string? Customer { get; set; }

    /// <summary>The customer that was picked, and the text it stood for: another text since means another customer.</summary>
    public long? CustomerId { get; set; }
    public string? CustomerPicked { get; set; }

    /// <summary>The typed name is of nobody known and shall become a customer.</summary>
    public bool NewCustomer { get; set; }
    public string? OrderDate { get; set; }
    public string? DueDate { get; set; }
    public string? Terms { get; set; }
    public string? PaymentMethod { get; set; }
    public string? Salesperson { get; set; }
    public string? CustomerPo { get; set; }
    public string? DeliveryAddress { get; set; }
    public string? Remark { get; set; }

    /// <summary>Why: an override of the credit limit, or an amendment.</summary>
    public string? Reason { get; set; }

    /// <summary>Why an amendment may go over the credit limit.</summary>
    public string? OverrideReason { get; set; }

    /// <summary>议定总额: what all lines together shall cost.</summary>
    public string? Total { get; set; }

    /// <summary>Where quantity × price differs from the amount: <c>amount</c> or <c>price</c> stands; empty: it is refused.</summary>
    public string? Trust { get; set; }

    /// <summary>Ids of orders that this one may be the twin of, and that the writer has been shown.</summary>
    public string? Heard { get; set; }

    /// <summary>The button: <c>more</c>, <c>draft</c>, <c>confirm</c>, <c>save</c>, <c>repeat-7</c> to take the lines of order 7.</summary>
    public string? Do { get; set; }
    public List<LineDraft> Lines { get; set; } = [];

    public long? PickedCustomer => Same(Customer, CustomerPicked) ? CustomerId : null;

    /// <summary>Takes the blank lines out, so that positions in answers are positions in the form, and puts some after.</summary>
    public void Tidy(int blank)
    {
        Lines.RemoveAll(static line => line.IsBlank);
        for (var i = 0; i < blank; i++) Lines.Add(new());
    }

    internal static bool Same(string? typed, string? picked) =>
        !string.IsNullOrWhiteSpace(picked) && string.Equals(typed?.Trim(), picked.Trim(), StringComparison.Ordinal);
}

/// <summary>One line as typed.</summary>
public sealed class LineDraft
{
    /// <summary>A line that the order has.</summary>
    public long? Id { get; set; }
    public bool Delete { get; set; }
    public string? Product { get; set; }
    public long? ProductId { get; set; }
    public string? ProductPicked { get; set; }
    public string? Spec { get; set; }
    public string? Quantity { get; set; }
    public string? Unit { get; set; }
    public string? UnitPrice { get; set; }

    /// <summary>Percent off: 5.</summary>
    public string? Discount { get; set; }
    public string? Amount { get; set; }
    public string? DueDate { get; set; }

    /// <summary>Nothing that says what is wanted: the line is not there. A unit or a date alone says nothing.</summary>
    public bool IsBlank => Id is null && string.IsNullOrWhiteSpace(Product) && string.IsNullOrWhiteSpace(Quantity)
        && string.IsNullOrWhiteSpace(Amount) && string.IsNullOrWhiteSpace(UnitPrice);

    public long? PickedProduct => OrderDraft.Same(Product, ProductPicked) ? ProductId : null;
}
