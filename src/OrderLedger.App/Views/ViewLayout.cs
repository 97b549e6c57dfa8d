using System.Text.Json;
using OrderLedger.App.Access;
using OrderLedger.App.Json;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.App.ReadModel.Queries;
using OrderLedger.Domain;

namespace OrderLedger.App.Views;

/// <summary>Columns of a view from left to right, and how high its rows are.</summary>
/// <param name="Columns">Null: as the grid comes. A column that is not named stands behind, hidden.</param>
/// <param name="Frozen">Columns that stay in sight on the left, 0…<see cref="FrozenMax"/>.</param>
/// <param name="Rules">Colours of rows, the first that holds counts; null: <see cref="ColourRule.Usual"/>.</param>
public sealed record ViewLayout(IReadOnlyList<LayoutColumn>? Columns = null, int? Frozen = null, ViewDensity? Density = null,
    IReadOnlyList<ColourRule>? Rules = null)
{
    public const int FrozenMax = 20;
    public const int WidthMin = 24;
    public const int WidthMax = 2_000;

    internal bool IsEmpty => Columns is null or [] && Frozen is null && Density is null && Rules is null;

    /// <summary>Null when every column is known to this user, stands there once, and sizes are such as can be drawn.</summary>
    internal Refusal? Check(Actor actor, string member, LedgerRows rows)
    {
        if (Rules?.Count > LedgerQuery.MarksMax)
            return Refusal.Invalid("ledger.marks-many", $"{LedgerQuery.MarksMax}").At($"{member}Rules");
        foreach (var (i, rule) in (Rules ?? []).Index())
        {
            if (rule?.Check(actor, rows) is { } wrong) return wrong.At($"{member}Rules[{i}].Filter");
        }
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (i, column) in (Columns ?? []).Index())
        {
            var field = $"{member}Columns[{i}]";
            if (column?.Name is not { } name || LedgerColumns.Find(name, actor) is not { } known)
                return Refusal.Invalid("ledger.unknown-field", column?.Name ?? "").At($"{field}.Name");
            if (!names.Add(known.Name)) return Refusal.Invalid("view.layout-twice", name).At($"{field}.Name");
            if (column.Width is < WidthMin or > WidthMax)
                return Refusal.Invalid("view.layout-width", $"{WidthMin}", $"{WidthMax}").At($"{field}.Width");
        }
        return Frozen is < 0 or > FrozenMax ? Refusal.Invalid("view.layout-frozen", $"{FrozenMax}").At($"{member}Frozen") : null;
    }

    /// <summary>Without columns that this reader may not see, rules that ask for them, and what is no longer there.</summary>
    internal ViewLayout For(Actor actor, LedgerRows rows) => this with
    {
        Columns = Columns is null ? null : [.. Columns.Where(column => LedgerColumns.Find(column.Name, actor)?.IsFor(rows) == true)],
        Rules = Rules is null ? null : [.. Rules.Where(rule => rule.Check(actor, rows) is null)],
    };

    internal string? Write() => IsEmpty ? null : JsonSerializer.Serialize(this, LedgerJson.Options);

    internal static ViewLayout? Read(string? json, Actor actor, LedgerRows rows) =>
        json is null ? null : JsonSerializer.Deserialize<ViewLayout>(json, LedgerJson.Options)?.For(actor, rows);
}

/// <param name="Width">Pixels; null: as the grid comes.</param>
public sealed record LayoutColumn(string Name, int? Width = null, bool Hidden = false);

/// <summary>Height of the rows.</summary>
public enum ViewDensity
{
    Comfortable,
    Compact,
}
