using System.Globalization;
using OrderLedger.App.ReadModel;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.App.ReadModel.Filters;
using OrderLedger.App.ReadModel.Queries;
using OrderLedger.Domain;
using OrderLedger.Web.Hosting;

namespace OrderLedger.Web.Api;

/// <summary>What a grid asks beside its windows: which columns there are, which values one holds, and rows in groups.</summary>
internal static class LedgerColumnsApi
{
    public static void MapLedgerColumns(this RouteGroupBuilder api)
    {
        var ledger = api.MapGroup("/ledger").WithTags("ledger");
        ledger.MapGet("/columns", Columns).WithName("listLedgerColumns").Produces<IReadOnlyList<ColumnView>>();
        ledger.MapGet("/values", Values).WithName("listLedgerValues").Produces<ValuesView>();
        ledger.MapGet("/groups", Groups).WithName("readLedgerGroups");
        ledger.MapGet("/filter", Filter).WithName("readLedgerFilter").Produces<FilterReading>();
    }

    private static IResult Columns(HttpContext http, string? rows)
    {
        var query = Window(rows, null, null).Query();
        return query.Accepted
            ? TypedResults.Ok<IReadOnlyList<ColumnView>>(
                [.. ColumnUse.For(http.Actor(), query.Value.Rows).Select(ColumnView.Of)])
            : Problems.From(http, query.Refusal);
    }

    /// <summary>Reads a filter as its author types it: canonically and as a tree, or with the position of what is not understood.</summary>
    private static IResult Filter(HttpContext http, string? rows, string? filter)
    {
        var query = Window(rows, null, null).Query();
        if (!query.Accepted) return Problems.From(http, query.Refusal);
        var reading = FilterTree.Read(filter, http.Actor(), query.Value.Rows);
        return reading.Accepted ? TypedResults.Ok(reading.Value) : Problems.From(http, reading.Refusal);
    }

    private static async Task<IResult> Values(HttpContext http, LedgerReadModel model, [AsParameters] ValuesWindow window)
    {
        var query = Window(window.Rows, window.Q, window.Filter).Query();
        if (!query.Accepted) return Problems.From(http, query.Refusal);
        var asked = new ValueQuery(query.Value.Rows, window.Q, window.Filter, window.Column ?? "", window.Search,
            window.Limit ?? 200, ColumnTexts.Value);
        var values = await model.ValuesAsync(asked, http.Actor(), http.RequestAborted);
        return values.Accepted ? new JsonText(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("values");
            foreach (var value in values.Value.Values)
            {
                json.WriteStartObject();
                json.WritePropertyName("value");
                LedgerCells.Write(json, value.Value);
                json.WriteString("label", value.Label);
                json.WriteString("condition", value.Condition);
                json.WriteNumber("count", value.Count);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteBoolean("more", values.Value.HasMore);
            json.WriteNumber("seq", values.Value.Seq);
            json.WriteEndObject();
        }) : Problems.From(http, values.Refusal);
    }

    private static async Task<IResult> Groups(HttpContext http, LedgerReadModel model, [AsParameters] GroupsWindow window)
    {
        var query = new LedgerWindow(window.Rows, window.Q, window.Filter, window.Sort, window.Offset, window.Limit ?? 200,
            window.Columns, null).Query();
        if (!query.Accepted) return Problems.From(http, query.Refusal);
        var rows = query.Value;
        if (window.Span() is not { } within) return Problems.From(http, Refusal.Invalid("ledger.group-within").At("Within"));
        var groups = await model.GroupsAsync(new()
        {
            Rows = rows.Rows, Q = rows.Q, Filter = rows.Filter, By = window.By ?? "", Sort = rows.Sort, Offset = rows.Offset,
            Limit = rows.Limit, Columns = rows.Columns, Within = within.Span,
        }, http.Actor(), http.RequestAborted);
        return groups.Accepted ? new JsonText(json => groups.Value.Write(json, ColumnTexts.Value))
            : Problems.From(http, groups.Refusal);
    }

    private static LedgerWindow Window(string? rows, string? q, string? filter) => new(rows, q, filter, null, null, null, null, null);
}

/// <summary>Which values of a column to list.</summary>
/// <param name="Rows">orders or lines.</param>
/// <param name="Column">Its name.</param>
/// <param name="Search">A part of the label, or of a text's pinyin.</param>
/// <param name="Limit">1…1,000; 200 when not said.</param>
public sealed record ValuesWindow(string? Rows, string? Q, string? Filter, string? Column, string? Search, int? Limit);

/// <summary>Which groups of rows.</summary>
/// <param name="By">One to three columns with commas between; after <c>-</c> the largest first.</param>
/// <param name="Sort">Of the rows within a group.</param>
/// <param name="Offset">Groups to pass over.</param>
/// <param name="Limit">0…1,000; 200 when not said.</param>
/// <param name="Columns">What to sum; without, all that can be.</param>
/// <param name="Within"><c>offset,count</c> of a group's rows: only the innermost groups among them.</param>
public sealed record GroupsWindow(
    string? Rows, string? Q, string? Filter, string? By, string? Sort, long? Offset, int? Limit, string? Columns, string? Within)
{
    /// <summary>Null when it cannot be read.</summary>
    internal (RowSpan? Span, bool IsRead)? Span()
    {
        if (string.IsNullOrEmpty(Within)) return (null, true);
        return Within.Split(',') is [var offset, var count]
            && long.TryParse(offset, NumberStyles.None, CultureInfo.InvariantCulture, out var from)
            && long.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var rows)
            && from <= int.MaxValue && rows <= int.MaxValue ? (new RowSpan(from, rows), true) : null;
    }
}

/// <summary>A column as a grid shows it to this reader.</summary>
/// <param name="Editor">text, number, date, percent, list, customer, product or status; missing: not edited.</param>
/// <param name="Width">Pixels at first.</param>
/// <param name="Term">The Chinese name that filters understand, where a page shows another; missing otherwise.</param>
public sealed record ColumnView(string Name, string Label, ColumnKind Kind, IReadOnlyList<WordView>? Words, bool Editable,
    string? Editor, bool Summed, int Width, string? Term = null)
{
    internal static ColumnView Of(ColumnUse use) => new(use.Column.Name, ColumnTexts.Title(use.Column), use.Column.Kind,
        use.Column.Words.Count == 0 ? null
            : [.. use.Column.Words.Select(word => new WordView(word.Name, ExportWords.Word(use.Column, word.Name)))],
        use.Editor is not null, use.Editor, use.IsSummed, use.Width);
}

public sealed record WordView(string Name, string Label);

/// <summary>The answer of <c>listLedgerValues</c>, as its description says it.</summary>
/// <param name="More">There are more than were asked for: the most frequent are here.</param>
public sealed record ValuesView(IReadOnlyList<ValueView> Values, bool More, long Seq);

/// <param name="Value">Text, number, date or truth, as in a row; null: empty.</param>
/// <param name="Condition">The filter that picks it.</param>
public sealed record ValueView(object? Value, string Label, string Condition, long Count);

/// <summary>Columns and their values in the reader's language.</summary>
internal static class ColumnTexts
{
    private static readonly Texts Texts = new();

    public static string Title(LedgerColumn column) =>
        Texts.Has($"column.{column.Name}") ? Texts[$"column.{column.Name}"] : ExportWords.Title(column);

    /// <summary>Lists of the book whose usual entries have a name in each language.</summary>
    private static string? Family(LedgerColumn column) => column.Name switch { "paymentMethod" => "method.", "class" => "class.", _ => null };

    public static string Value(LedgerColumn column, object? value) => value switch
    {
        null or "" => Texts["column.empty"],
        string name when column.Kind == ColumnKind.Word => ExportWords.Word(column, name),
        string text when Family(column) is { } family && Texts.Has(family + text) => Texts[family + text],
        string text => text,
        bool flag => Texts[flag ? "common.yes" : "common.no"],
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        decimal share when column.Kind == ColumnKind.Percent => $"{(share * 100).ToString("0.##", CultureInfo.InvariantCulture)}%",
        decimal money when column.Kind == ColumnKind.Money => money.ToString("#,##0.00", CultureInfo.InvariantCulture),
        decimal number => number.ToString("#,##0.########", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException(value.GetType().Name),
    };
}
