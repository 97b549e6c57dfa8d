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
        { "Version", "Pinyin", "Stamp", "At", "Position", "CustomerId", "OrderId", "ProductId", "ReceiptId", "OrderLineId" };

    public static string What(this ChangeSetView set, Texts texts) => Word(texts, "change.verb.", set.Verb);

    /// <summary>People by name; the machine by what it is.</summary>
    public static string Who(this ChangeSetView set, Texts texts) =>
        texts.Has("change.by." + set.By) ? texts["change.by." + set.By] : set.By;

    /// <summary>Signing in and out is kept, but is no change that anyone looks for.</summary>
    public static bool IsWork(this ChangeSetView set) => set.Verb is not ("user.guess" or "user.sign-in" or "user.sign-out");

    /// <summary>For a history: of changes the fields, of what is new or gone only the fact.</summary>
    public static TimelineItem ToTimeline(this ChangeSetView set, Texts texts, string root) => new(
        set.At, set.Who(texts), set.What(texts), set.Reason, set.UndoneBy is not null ? "quiet" : null)
    {
        Changes = [.. set.Fields.Where(cell => cell.Root == root && cell.Kind == "~" && cell.IsTold())
            .Take(FieldsShown).Select(cell => cell.ToChange(texts))],
    };

    public static bool IsTold(this FieldView cell) => !Silent.Contains(cell.Field);

    public static FieldChange ToChange(this FieldView cell, Texts texts) =>
        new(cell.Label(texts), InWords(cell.Old, cell.Field, texts), InWords(cell.New, cell.Field, texts));

    public static string Label(this FieldView cell, Texts texts) =>
        Word(texts, "field.", char.ToLowerInvariant(cell.Field[0]) + cell.Field[1..], "change.field.");

    private static string? InWords(JsonElement value, string field, Texts texts) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.True => texts["common.yes"],
        JsonValueKind.False => texts["common.no"],
        JsonValueKind.Number when field.EndsWith("Bp", StringComparison.Ordinal) => Show.Percent(value.GetInt32()),
        JsonValueKind.Number => value.GetDecimal().ToString("#,##0.########", CultureInfo.InvariantCulture),
        JsonValueKind.String when field == "ClassReason" => ClassWords.Reason(value.GetString()!, texts),
        JsonValueKind.String => Named(value.GetString()!, field, texts),
        _ => value.GetRawText(),
    };

    /// <summary>The name of an enum in words, of the family that is named as the field first: both shipping and payment know
    /// a Partial. Any other text stands as it is.</summary>
    private static string? Named(string text, string field, Texts texts)
    {
        if (text.Length == 0) return null;

        var own = char.ToLowerInvariant(field[0]) + field[1..] + ".";
        foreach (var family in (string[])[own, "status.", "shipping.", "payment.", "customer-status.", "product-kind.", "receipt-kind.", "role."])
        {
            if (texts.Has(family + text)) return texts[family + text];
        }
        return text;
    }

    private static string Word(Texts texts, string family, string name, string? other = null) =>
        texts.Has(family + name) ? texts[family + name]
        : other is not null && texts.Has(other + name) ? texts[other + name]
        : name;
}
