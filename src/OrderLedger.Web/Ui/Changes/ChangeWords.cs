using System.Globalization;
using System.Text.Json;
using OrderLedger.App.ChangeSets;
using OrderLedger.Web.Ui.Customers;
using OrderLedger.Web.Ui.Shared;

namespace OrderLedger.Web.Ui.Changes;

/// <summary>Change sets in the reader's words: the verb, the fields, their values.</summary>
public static class ChangeWords
{
    /// <summary>Fields of one event that a history shows; the page of the change set shows all.</summary>
    private const int FieldsShown = 12;

    /// <summary>What the machine keeps for itself: not worth a reader's line.</summary>
    private static readonly HashSet<string> Silent = new(StringComparer.Ordinal)
    {
        "Version", "Pinyin", "Stamp", "At", "Position", "CustomerId", "OrderId", "ProductId", "ReceiptId", "OrderLineId",
        "ShipmentId", "UserId", "Assumed",
    };

    /// <summary>Texts that stand for names of the code or of the book's lists. By entity and field: a None of the flags is no
    /// None of shipping.</summary>
    private static readonly Dictionary<string, string> Families = new(StringComparer.Ordinal)
    {
        ["order.Status"] = "status.", ["order.Shipping"] = "shipping.", ["order.Payment"] = "payment.", ["order.Flags"] = "flag.",
        ["order.Source"] = "source.", ["order.PaymentMethod"] = "method.", ["order-line.Kind"] = "product-kind.",
        ["production-record.Kind"] = "work-kind.", ["shipment-line.Settlement"] = "settlement.",
        ["receipt.Kind"] = "receipt-kind.",
        ["receipt.Method"] = "method.", ["customer.Status"] = "customer-status.", ["customer.PaymentMethod"] = "method.",
        ["customer.Class"] = "class.", ["address.Kind"] = "address-kind.", ["product.Kind"] = "product-kind.",
        ["user.Role"] = "role.", ["setting.Key"] = "setting-key.", ["stock-move.Kind"] = "stock.kind.",
    };

    public static string What(this ChangeSetView set, Texts texts) => Word(texts, "change.verb.", set.Verb);

    /// <summary>People by name; the machine by what it is.</summary>
    public static string Who(this ChangeSetView set, Texts texts) =>
        texts.Has("change.by." + set.By) ? texts["change.by." + set.By] : set.By;

    /// <summary>Signing in and out is kept, but is no change that anyone looks for.</summary>
    public static bool IsWork(this ChangeSetView set) => set.Verb is not ("user.guess" or "user.sign-in" or "user.sign-out");

    /// <summary>For a history: of changes the fields, of what is new or gone only the fact; of an order's lines also which.</summary>
    /// <param name="parts">Names of the parts by their ids, such as the products of an order's lines.</param>
    public static TimelineItem ToTimeline(
        this ChangeSetView set, Texts texts, BookDay day, string root, IReadOnlyDictionary<long, string>? parts = null) =>
        new(set.At, set.Who(texts), set.What(texts), set.Reason, set.UndoneBy is not null ? "quiet" : null)
        {
            Changes = [.. set.Fields.Where(cell => cell.Root == root && cell.Kind == "~" && cell.IsTold())
                .Select(cell => Of(parts?.GetValueOrDefault(cell.Id), cell.ToChange(texts, day)))
                .Concat(set.LinesComeAndGone(texts)).Take(FieldsShown)],
        };

    private static FieldChange Of(string? part, FieldChange change) =>
        part is null ? change : change with { Field = $"{part} {change.Field}" };

    public static bool IsTold(this FieldView cell) => !Silent.Contains(cell.Field);

    public static FieldChange ToChange(this FieldView cell, Texts texts, BookDay day) =>
        new(cell.Label(texts), InWords(cell.Old, cell, texts, day), InWords(cell.New, cell, texts, day));

    public static string Label(this FieldView cell, Texts texts)
    {
        var name = char.ToLowerInvariant(cell.Field[0]) + cell.Field[1..];
        return texts.Has($"change.field.{cell.Entity}.{name}") ? texts[$"change.field.{cell.Entity}.{name}"]
            : Word(texts, "field.", name, "change.field.");
    }

    /// <summary>A line that an amendment added or took out, as its product and quantity.</summary>
    private static IEnumerable<FieldChange> LinesComeAndGone(this ChangeSetView set, Texts texts) =>
        set.Verb is not ("order.amend" or "change-set.undo") ? [] : set.Fields
            .Where(static cell => cell is { Root: "order", Entity: "order-line", Kind: "+" or "-" })
            .GroupBy(static cell => (cell.Id, cell.Kind)).Select(line =>
            {
                var what = string.Join(' ', line.Where(static cell => cell.Field is "ProductName" or "Quantity")
                    .OrderBy(static cell => cell.Field == "Quantity")
                    .Select(cell => Plain(line.Key.Kind == "+" ? cell.New : cell.Old, cell.Field)));
                return line.Key.Kind == "+" ? new FieldChange(texts["change.entity.order-line"], null, what)
                    : new FieldChange(texts["change.entity.order-line"], what, null);
            });

    private static string? InWords(JsonElement value, FieldView cell, Texts texts, BookDay day) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.True => texts["common.yes"],
        JsonValueKind.False => texts["common.no"],
        JsonValueKind.String when cell.Field == "ClassReason" => ClassWords.Reason(value.GetString()!, texts),
        JsonValueKind.String => Named(value.GetString()!, cell, texts, day),
        _ => Plain(value, cell.Field),
    };

    private static string? Plain(JsonElement value, string field) => value.ValueKind switch
    {
        JsonValueKind.Number when field.EndsWith("Bp", StringComparison.Ordinal) => Show.Percent(value.GetInt32()),
        JsonValueKind.Number => value.GetDecimal().ToString("#,##0.########", CultureInfo.InvariantCulture),
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => value.GetRawText(),
    };

    /// <summary>Names in words, instants on the company's clock; any other text stands as it is.</summary>
    private static string? Named(string text, FieldView cell, Texts texts, BookDay day)
    {
        if (text.Length == 0) return null;

        if (Families.TryGetValue($"{cell.Entity}.{cell.Field}", out var family))
        {
            if (cell.Field != "Flags") return Word(texts, family, text);
            return text == "None" ? null : string.Join(texts["list.comma"],
                text.Split(", ").Select(flag => Word(texts, family, flag)));
        }
        return DateTime.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant) ? day.Stamp(instant) : text;
    }

    private static string Word(Texts texts, string family, string name, string? other = null) =>
        texts.Has(family + name) ? texts[family + name]
        : other is not null && texts.Has(other + name) ? texts[other + name]
        : name;
}
