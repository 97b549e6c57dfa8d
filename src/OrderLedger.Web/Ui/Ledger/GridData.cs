using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using OrderLedger.App.Access;
using OrderLedger.App.Json;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.App.ReadModel.Queries;
using OrderLedger.App.Settings;
using OrderLedger.Web.Api;

namespace OrderLedger.Web.Ui.Ledger;

/// <summary>What the page hands to the script of its grid: the question, the columns this reader may see, the rows that stand
/// in the HTML already, and words in the reader's language.</summary>
internal static class GridData
{
    /// <summary>As the table without script shows them.</summary>
    private static readonly string[] Shown = ["number", "orderDate", "customer", "product", "quantity", "total", "status",
        "dueDate", "paymentMethod", "paid", "carrier", "salesperson"];

    /// <summary>These say something else in the head of the table than in a form.</summary>
    private static readonly Dictionary<string, string> Heads = new(StringComparer.Ordinal)
    {
        ["total"] = "ledger.total", ["paymentMethod"] = "ledger.method", ["paid"] = "field.payment", ["carrier"] = "field.logistics",
        ["address"] = "field.address",
    };

    private static readonly JsonWriterOptions Options = new() { Encoder = LedgerJson.Options.Encoder };

    public static string Write(LedgerView view, LedgerPage page, Actor me, Texts words, DateOnly today, BookSettings settings)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, Options);
        json.WriteStartObject();
        json.WriteString("user", me.UserId?.ToString(CultureInfo.InvariantCulture) ?? me.Name);
        json.WriteString("view", view.Tab);
        json.WriteString("today", today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteString("zone", settings.Zone.Id);
        json.WriteNumber("offset", (view.Page - 1L) * view.Size);
        json.WriteString("free", view.Filter);
        json.WriteStartObject("query");
        json.WriteString("q", view.Q);
        json.WriteString("filter", view.Expression(me));
        json.WriteString("sort", view.Sort ?? LedgerView.UsualSort);
        json.WriteEndObject();
        json.WritePropertyName("page");
        page.Write(json);
        json.WritePropertyName("columns");
        JsonSerializer.Serialize(json, ColumnUse.For(me, LedgerRows.Orders)
            .Select(use => ColumnView.Of(use) with { Label = Label(use.Column, words) }), LedgerJson.Options);
        WriteNames(json, "shown", Shown.Where(name => LedgerColumns.Find(name, me) is not null));
        WriteNames(json, "need", LedgerRow.ColumnsFor(me));
        GridLists.Write(json, me, words, settings);
        WriteTexts(json, me, words);
        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteNames(Utf8JsonWriter json, string name, IEnumerable<string> names)
    {
        json.WriteStartArray(name);
        foreach (var one in names) json.WriteStringValue(one);
        json.WriteEndArray();
    }

    /// <summary>What the grid says, the few words that cells share with other pages, and the names of payment methods for who
    /// sees them; the names of columns come with the columns.</summary>
    private static void WriteTexts(Utf8JsonWriter json, Actor me, Texts words)
    {
        string[] shared = ["common.items", "common.yes", "common.no", "date.late", "date.today", "date.tomorrow", "status.on-hold",
            "class.new.short", "ledger.title", "pref.density", "pref.density.compact", "pref.density.comfortable",
            "action.apply", "action.clear"];
        json.WriteStartObject("texts");
        foreach (var key in TextCatalog.Of(CultureInfo.CurrentUICulture).Keys.Where(key => IsOfGrid(key, me))) json.WriteString(key, words[key]);
        foreach (var key in shared) json.WriteString(key, words[key]);
        json.WriteEndObject();
    }

    private static bool IsOfGrid(string key, Actor me) => key.StartsWith("method.", StringComparison.Ordinal) ? me.SeesPrices
        : key.StartsWith("grid.", StringComparison.Ordinal) && !key.StartsWith("grid.column.", StringComparison.Ordinal);

    private static string Label(LedgerColumn column, Texts words) => Heads.TryGetValue(column.Name, out var head) ? words[head]
        : words.Has($"grid.column.{column.Name}") ? words[$"grid.column.{column.Name}"] : ColumnTexts.Title(column);
}
