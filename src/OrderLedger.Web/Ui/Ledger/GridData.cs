using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using OrderLedger.App.Access;
using OrderLedger.App.Json;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.App.ReadModel.Filters;
using OrderLedger.App.ReadModel.Queries;
using OrderLedger.App.Settings;
using OrderLedger.App.Views;
using OrderLedger.Web.Api;

namespace OrderLedger.Web.Ui.Ledger;

/// <summary>What the page hands to the script of its grid: the question, the columns this reader may see, the rows that stand
/// in the HTML already, and words in the reader's language.</summary>
/// <param name="Page">Null: there are no rows, and the grid does not start.</param>
/// <param name="Tree">The free filter as a form draws it; null: none.</param>
/// <param name="Groups">The first outermost ones; null: the rows are in no groups.</param>
internal sealed record GridData(LedgerView View, LedgerPage? Page, ViewLayout? Layout, IReadOnlyList<ColourRule> Rules, FilterTree? Tree,
    LedgerGroups? Groups, Actor Me, DateOnly Today, BookSettings Settings)
{
    /// <summary>What a customer paid last; who sees no prices has no use for the word.</summary>
    private const string LastPrice = "grid.edit.last-price";

    internal static readonly JsonWriterOptions Options = new() { Encoder = LedgerJson.Options.Encoder };

    public static string Write(GridData data, Texts words)
    {
        var (view, me) = (data.View, data.Me);
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, Options);
        var rows = view.Rows == LedgerRows.Lines ? "lines" : "orders";
        json.WriteStartObject();
        WriteHead(json, me, view.Base.Key, rows, (view.Page - 1L) * view.Size, data.Today, data.Settings);
        json.WriteBoolean("kept", view.Base.Kind != ViewKind.BuiltIn);
        json.WriteString("free", view.Filter);
        json.WriteString("group", view.Group);
        WriteFixed(json, view);
        json.WriteStartObject("query");
        json.WriteString("q", view.Q);
        json.WriteString("filter", view.Expression());
        json.WriteString("sort", view.Sort ?? LedgerView.UsualSort);
        json.WriteString("order", view.Order);
        json.WriteString("rows", rows);
        json.WriteEndObject();
        if (data.Page is { } page)
        {
            json.WritePropertyName("page");
            page.Write(json);
        }
        if (data.Groups is { } groups)
        {
            json.WritePropertyName("groups");
            groups.Write(json, ColumnTexts.Value);
        }
        Write(json, "tree", data.Tree);
        Write(json, "layout", data.Layout);
        Write(json, "rules", data.Rules);
        Write(json, "usual", ColourRule.Usual(me));
        Write(json, "columns", ColumnUse.For(me, view.Rows)
            .Select(use => Named(use, GridColumns.Label(use.Column, words), words)));
        Write(json, "shown", GridColumns.Shown(me, view.Rows));
        Write(json, "need", GridColumns.Needed(me, view.Rows));
        GridLists.Write(json, me, words, data.Settings);
        WriteTexts(json, me, words);
        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>What every grid is told first: who reads, what its rows are, and which day it is where the book is kept.</summary>
    /// <param name="offset">Of the first row that comes with the page.</param>
    internal static void WriteHead(Utf8JsonWriter json, Actor me, string view, string rows, long offset, DateOnly today, BookSettings settings)
    {
        json.WriteString("user", me.UserId?.ToString(CultureInfo.InvariantCulture) ?? me.Name);
        json.WriteString("view", view);
        json.WriteString("rows", rows);
        json.WriteString("today", today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteString("zone", settings.Zone.Id);
        json.WriteNumber("offset", offset);
    }

    internal static ColumnView Named(ColumnUse use, string label, Texts words) =>
        ColumnView.Of(use) with { Label = label, Term = words.IsChinese && label != use.Column.Label ? use.Column.Label : null };

    internal static void Write<T>(Utf8JsonWriter json, string name, T value)
    {
        json.WritePropertyName(name);
        JsonSerializer.Serialize(json, value, LedgerJson.Options);
    }

    private static void WriteFixed(Utf8JsonWriter json, LedgerView view)
    {
        json.WriteStartArray("fixed");
        foreach (var (column, text) in view.Fixed())
        {
            json.WriteStartObject();
            json.WriteString("column", column);
            json.WriteString("text", text);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>What the grid says, the few words that cells share with other pages, and the names of payment methods for who
    /// sees them; the names of columns come with the columns.</summary>
    internal static void WriteTexts(Utf8JsonWriter json, Actor me, Texts words)
    {
        string[] shared = ["common.items", "common.yes", "common.no", "date.late", "date.today", "date.tomorrow", "status.on-hold",
            "class.new.short", "ledger.title", "pref.density", "pref.density.compact", "pref.density.comfortable",
            "action.apply", "action.clear", "action.cancel", "action.close", "action.save", "common.total", "column.empty"];
        json.WriteStartObject("texts");
        foreach (var key in TextCatalog.Of(CultureInfo.CurrentUICulture).Keys.Where(key => IsOfGrid(key, me))) json.WriteString(key, words[key]);
        foreach (var key in shared) json.WriteString(key, words[key]);
        json.WriteEndObject();
    }

    private static bool IsOfGrid(string key, Actor me) => key.StartsWith("method.", StringComparison.Ordinal) ? me.SeesPrices
        : key.StartsWith("grid.", StringComparison.Ordinal) && !key.StartsWith("grid.column.", StringComparison.Ordinal)
            && !key.StartsWith("grid.keys.", StringComparison.Ordinal) && (key != LastPrice || me.SeesPrices);
}
