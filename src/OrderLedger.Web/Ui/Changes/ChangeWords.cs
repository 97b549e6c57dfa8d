using System.Globalization;
using System.Text.Json;
using OrderLedger.App.ChangeSets;
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

    extension(ChangeSetView set)
    {
        public string What(Texts texts) => Word(texts, "change.verb.", set.Verb);

        /// <summary>For a history: of changes the fields, of what is new or gone only the fact.</summary>
        public TimelineItem ToTimeline(Texts texts, string root) => new(set.At, set.By, set.What(texts), set.Reason,
            set.UndoneBy is not null ? "quiet" : null)
        {
            Changes = [.. set.Fields.Where(field => field.Root == root && field.Kind == "~" && !Silent.Contains(field.Field))
                .Take(FieldsShown).Select(field => field.ToChange(texts))],
        };
    }

    extension(FieldView field)
    {
        public bool IsTold => !Silent.Contains(field.Field);

        public FieldChange ToChange(Texts texts) => new(field.Label(texts), field.Old.InWords(field.Field, texts),
            field.New.InWords(field.Field, texts));

        public string Label(Texts texts) => Word(texts, "field.", char.ToLowerInvariant(field.Field[0]) + field.Field[1..], "change.field.");
    }

    extension(JsonElement value)
    {
        private string? InWords(string field, Texts texts) => value.ValueKind switch
        {
            JsonValueKind.Null or JsonValueKind.Undefined => null,
            JsonValueKind.True => texts["common.yes"],
            JsonValueKind.False => texts["common.no"],
            JsonValueKind.Number when field.EndsWith("Bp", StringComparison.Ordinal) => Show.Percent(value.GetInt32()),
            JsonValueKind.Number => value.GetDecimal().ToString("#,##0.########", CultureInfo.InvariantCulture),
            JsonValueKind.String => Named(value.GetString()!, texts),
            _ => value.GetRawText(),
        };
    }

    /// <summary>The name of an enum in words; any other text stands as it is.</summary>
    private static string? Named(string text, Texts texts)
    {
        if (text.Length == 0) return null;

        foreach (var family in (string[])["status.", "shipping.", "payment.", "customer-status.", "product-kind.", "receipt-kind.", "role."])
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
