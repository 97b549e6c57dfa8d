using OrderLedger.App.Data;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Sample.Filling;

/// <summary>The counters behind the numbers of one kind, counted here and stored when nothing more can come to
/// them.</summary>
internal sealed class SampleNumbers(string kind, NumberRule rule)
{
    private readonly Dictionary<string, (long Value, DateOnly Last)> _counters = new(StringComparer.Ordinal);

    public string Next(DateOnly date, string customerCode, string? salesperson)
    {
        var key = $"{kind}/{rule.ScopeKey(date, customerCode)}";
        var value = _counters.GetValueOrDefault(key).Value + 1;
        _counters[key] = (value, date);
        return rule.Format(date, customerCode, salesperson, value);
    }

    /// <summary>Takes out the counters of days before <paramref name="day"/>, when the rule counts by day; documents
    /// that come later are not dated earlier.</summary>
    public List<Counter> TakeBefore(DateOnly day)
    {
        var isDaily = rule.Scope is NumberScope.Day or NumberScope.CustomerDay;
        return Take(isDaily ? _counters.Where(counter => counter.Value.Last < day) : []);
    }

    public List<Counter> TakeAll() => Take(_counters);

    private List<Counter> Take(IEnumerable<KeyValuePair<string, (long Value, DateOnly Last)>> which)
    {
        List<Counter> taken = [.. which.Select(static c => new Counter { Key = c.Key, Value = c.Value.Value })];
        foreach (var counter in taken) _counters.Remove(counter.Key);
        return taken;
    }
}
