namespace OrderLedger.App.Tests;

/// <summary>The only fake: a clock that stands where the test puts it.</summary>
public sealed class SettableClock : TimeProvider
{
    /// <summary>A working day, 10:00 in Shanghai.</summary>
    public static readonly DateTimeOffset Start = new(2026, 3, 10, 2, 0, 0, TimeSpan.Zero);

    public DateTimeOffset Now { get; set; } = Start;

    public override DateTimeOffset GetUtcNow() => Now;
}
