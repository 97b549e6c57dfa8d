namespace OrderLedger.App.Data;

/// <summary>A counter behind numbers and ids: never <c>max + 1</c>, never <c>count + 1</c>.</summary>
public sealed class Counter
{
    public string Key { get; init; } = "";
    public long Value { get; set; }
}

/// <summary>The answer given to an Idempotency-Key, kept at least 24 hours in the transaction of what it answers.</summary>
public sealed class KeptAnswer
{
    /// <summary>User and key.</summary>
    public string Key { get; init; } = "";
    public string BodyHash { get; init; } = "";
    public string Json { get; init; } = "";
    public DateTime At { get; init; }
}

/// <summary>A Data Protection key of the web host, shared by the nodes of one book.</summary>
public sealed class DataKey
{
    public string Name { get; init; } = "";
    public string Xml { get; set; } = "";
}
