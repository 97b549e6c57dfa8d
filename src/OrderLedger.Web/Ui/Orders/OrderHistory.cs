using System.Text.Json;
using OrderLedger.App.ChangeSets;
using OrderLedger.App.Orders;
using OrderLedger.Domain;
using OrderLedger.Web.Ui.Changes;
using OrderLedger.Web.Ui.Shared;

namespace OrderLedger.Web.Ui.Orders;

/// <summary>The events of one order in words; the same on its page and on the command line.</summary>
public static class OrderHistory
{
    public static TimelineItem ToTimeline(this ChangeSetView set, OrderView order, Texts texts, BookDay day) =>
        set.ToTimeline(texts, day, "order", order.Lines.ToDictionary(static line => line.Id, static line => line.Product));

    /// <summary>What the event is told by: the parcel, who signed for how much, the amount of a receipt. Null: nothing more.</summary>
    public static string? Detail(this ChangeSetView set, OrderView order, Texts texts) =>
        set.Verb == "order.sign" ? Signed(set, order, texts)
            : set.Verb is "order.comment" or "order.attach" ? New(set, "comment", "Text") ?? New(set, "attachment", "Name")
            : Joined(" ", New(set, "shipment", "Carrier"), New(set, "shipment", "TrackingNumber"))
            ?? (New(set, "receipt", "Amount") is { } amount ? "¥" + amount : null);

    /// <summary>A shipment may carry goods of other orders too: only what is of this one counts.</summary>
    private static string? Signed(ChangeSetView set, OrderView order, Texts texts)
    {
        var ids = set.Fields.Where(static cell => cell is { Entity: "shipment", Field: "SignedAt" })
            .Select(static cell => cell.RootId).ToHashSet();
        var lines = order.Shipments.Where(shipment => ids.Contains(shipment.Id))
            .SelectMany(static shipment => shipment.Lines).ToList();
        var signer = set.Fields.FirstOrDefault(static cell => cell is { Entity: "shipment", Field: "Signer" })
            ?.New is { ValueKind: JsonValueKind.String } name ? texts["order.signed-by", name.GetString()] : null;
        var taken = lines.Count == 0 ? null
            : Show.Quantity(lines.Aggregate(Quantity.Zero, static (sum, line) => sum + (line.Signed ?? Quantity.Zero)));
        return Joined(" · ", signer, taken is null ? null : texts["order.signed-quantity", taken]);
    }

    /// <summary>A field of the first such thing that came with the change.</summary>
    private static string? New(ChangeSetView set, string entity, string field) =>
        set.Fields.FirstOrDefault(cell => cell.Kind == "+" && cell.Entity == entity && cell.Field == field)?.New switch
        {
            { ValueKind: JsonValueKind.String } text => text.GetString(),
            { ValueKind: JsonValueKind.Number } number => Show.Money(Money.Of(number.GetDecimal())),
            _ => null,
        };

    private static string? Joined(string between, params string?[] parts) =>
        string.Join(between, parts.Where(static part => !string.IsNullOrEmpty(part))) is { Length: > 0 } text ? text : null;
}
