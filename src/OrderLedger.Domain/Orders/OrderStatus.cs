namespace OrderLedger.Domain.Orders;

/// <summary>The one visible main status, derived from facts and never typed (domain.md §4). The numbers are stored.</summary>
public enum OrderStatus
{
    /// <summary>草稿</summary>
    Draft = 0,
    /// <summary>订单确认</summary>
    Confirmed = 1,
    /// <summary>生产中</summary>
    InProduction = 2,
    /// <summary>待发货</summary>
    ReadyToShip = 3,
    /// <summary>已发货</summary>
    Shipped = 4,
    /// <summary>已收货</summary>
    Received = 5,
    /// <summary>已付款: received and settled, the last of the six.</summary>
    Paid = 6,
    /// <summary>已取消</summary>
    Cancelled = 9,
}

/// <summary>发货: how far the goods are, whatever the money says.</summary>
public enum ShippingBadge
{
    None,
    Partial,
    Shipped,
    PartlySigned,
    Signed,
}

/// <summary>收款: how far the money is, whatever the goods say.</summary>
public enum PaymentBadge
{
    None,
    /// <summary>已收定金: money up to the first of several instalments.</summary>
    Deposit,
    Partial,
    /// <summary>已付清</summary>
    Paid,
    /// <summary>多收待退</summary>
    Over,
}

/// <summary>异常. Overdue is missing on purpose: it depends on today and is computed when read.</summary>
[Flags]
public enum OrderFlags
{
    None = 0,
    OnHold = 1,
    /// <summary>短少: a sign-off fell short and nobody has decided yet.</summary>
    Shortfall = 2,
    /// <summary>待退款: more allocated than receivable.</summary>
    RefundDue = 4,
    /// <summary>信用超限: confirmed over the credit limit by an override.</summary>
    OverCredit = 8,
    /// <summary>Shipped before the ship gate was met, by an override.</summary>
    ShippedBeforeGate = 16,
}

/// <summary>Where an order came from.</summary>
public enum OrderSource
{
    Manual,
    Import,
    Api,
    Sample,
}
