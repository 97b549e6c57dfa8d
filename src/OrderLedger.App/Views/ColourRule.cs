using OrderLedger.App.Access;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.App.ReadModel.Filters;
using OrderLedger.Domain;

namespace OrderLedger.App.Views;

/// <summary>Which rows of a view have a colour.</summary>
/// <param name="Filter">Picks them.</param>
/// <param name="Edge">Only the left edge of the row, not the whole.</param>
public sealed record ColourRule(string Filter, RuleColour Colour, bool Edge = false)
{
    /// <summary>What everybody sees who has set up no other colours: late, payment late, on hold.</summary>
    public static IReadOnlyList<ColourRule> Usual(Actor actor) =>
    [
        new("overdue", RuleColour.Red, Edge: true),
        .. actor.SeesPrices ? [new ColourRule("paymentOverdue", RuleColour.Amber, Edge: true)] : Array.Empty<ColourRule>(),
        new("onHold", RuleColour.Violet, Edge: true),
    ];

    /// <summary>Null when this reader may ask it.</summary>
    internal Refusal? Check(Actor actor, LedgerRows rows) => FilterParser.Read(Filter, actor, rows, out var filter)
        ?? (filter is null ? Refusal.Invalid("filter.expected", "1", "column", "∎") : null);
}

/// <summary>Tokens, not values: each is readable in light and in dark.</summary>
public enum RuleColour
{
    Red,
    Amber,
    Green,
    Blue,
    Violet,
    Grey,
}
