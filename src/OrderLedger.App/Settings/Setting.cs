using OrderLedger.Domain;

namespace OrderLedger.App.Settings;

/// <summary>One stored setting; <see cref="BookSettings"/> is all of them, read.</summary>
public sealed class Setting : IAggregate
{
    public long Id { get; init; }
    public long Version { get; set; }
    public string Key { get; init; } = "";

    /// <summary>JSON.</summary>
    public string Value { get; set; } = "";
}
