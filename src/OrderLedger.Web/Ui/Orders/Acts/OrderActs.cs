using System.Globalization;
using OrderLedger.App.Access;
using OrderLedger.App.ChangeSets;
using OrderLedger.App.Orders;
using OrderLedger.App.Payments;
using OrderLedger.App.Settings;
using OrderLedger.App.Shipping;
using OrderLedger.Domain;
using OrderLedger.Domain.Payments;
using OrderLedger.Domain.Shipping;
using OrderLedger.Web.Ui.Shared;

namespace OrderLedger.Web.Ui.Orders.Acts;

/// <summary>Takes the form of an event to its verb. Null: done.</summary>
public sealed class OrderActs(
    OrderDecisions decisions, FinishProduction finish, PrepareGoods prepare, ShipOrder ship, SignShipment sign,
    PayOrder pay, VoidShipment voidShipment, BounceReceipt bounce, UndoChangeSet undo, OrderTalkActs talk)
{
    public async Task<Refusal?> RunAsync(Actor me, OrderView order, ActDraft draft, BookSettings settings, CancellationToken aborted)
    {
        var reader = new ActReader(draft, settings);
        switch (draft.Event)
        {
            case "finish-production" when reader.Lines() is var lines:
                return reader.Refusal ?? (await finish.RunAsync(me, order.Id, new(lines, draft.SeenVersion), aborted)).Refusal;
            case "prepare" when reader.Lines() is var lines:
                return reader.Refusal ?? (await prepare.RunAsync(me, order.Id, new(lines, draft.SeenVersion), aborted)).Refusal;
            case "ship":
                var goods = Goods(draft, reader);
                return reader.Refusal ?? (await ship.RunAsync(me, order.Id, goods, aborted)).Refusal;
            case "sign":
                var taken = Taken(draft, order, reader);
                return reader.Refusal ?? (await sign.RunAsync(me, order.Id, taken, aborted)).Refusal;
            case "pay":
                var money = Money(draft, reader);
                return reader.Refusal ?? (await pay.RunAsync(me, order.Id, money, aborted)).Refusal;
            case "void":
                return (await voidShipment.RunAsync(me, draft.Target, new(draft.Reason ?? ""), aborted)).Refusal;
            case "bounce":
                return (await bounce.RunAsync(me, draft.Target, new(draft.Reason), aborted)).Refusal;
            case "undo":
                return (await undo.RunAsync(me, draft.Target, aborted)).Refusal;
            case "comment" or "comment-remove" or "detach":
                return await talk.RunAsync(me, order.Id, draft, aborted);
            default:
                return await decisions.RunAsync(me, order.Id, draft, aborted);
        }
    }

    private static ShipOrder.Input Goods(ActDraft draft, ActReader reader) => new(reader.Lines(), draft.Carrier,
        draft.TrackingNumber, reader.Instant(draft.At, "ShippedAt"), reader.Form.Whole(draft.Packages, "Packages"),
        draft.Override, draft.Reason, SeenVersion: draft.SeenVersion);

    /// <summary>Lines taken in full need not be named; a shipment that several orders share is then signed whole.</summary>
    private static SignShipment.Input Taken(ActDraft draft, OrderView order, ActReader reader)
    {
        var sent = order.Shipments.FirstOrDefault(s => s.Id == draft.Target)?.Lines ?? [];
        var taken = draft.Lines.Index().Select(line => new SignShipment.TakenLine(line.Item.Id,
            Quantity.Of(reader.Form.Number(line.Item.Quantity, $"Lines[{line.Index}].Quantity")
                ?? sent.FirstOrDefault(s => s.LineId == line.Item.Id)?.Quantity.Value ?? 0m),
            Quantity.Of(reader.Form.Number(line.Item.Rejected, $"Lines[{line.Index}].Rejected") ?? 0m))).ToList();
        var isShort = taken.Any(line => !line.Rejected.IsZero || sent.Any(s => s.LineId == line.LineId && s.Quantity != line.Signed));
        return new(draft.Target == 0 ? null : draft.Target, isShort ? taken : null, draft.Signer,
            reader.Instant(draft.At, "SignedAt"), draft.SeenVersion);
    }

    private static PayOrder.Input Money(ActDraft draft, ActReader reader) => new(
        reader.Form.Money(draft.Amount, "Amount") ?? Domain.Money.Zero, draft.Method ?? "", reader.Form.Date(draft.Date, "Date"),
        draft.Reference, Enum.TryParse<ReceiptKind>(draft.Kind, out var kind) ? kind : ReceiptKind.Payment,
        SeenVersion: draft.SeenVersion);
}

/// <summary>The events that need a reason at most.</summary>
public sealed class OrderDecisions(ConfirmOrder confirm, StartProduction start, HoldOrder hold, ResumeOrder resume,
    CancelOrder cancel, CloseRest closeRest, SettleShortfall settle)
{
    public async Task<Refusal?> RunAsync(Actor me, long id, ActDraft draft, CancellationToken aborted)
    {
        var (reason, seen) = (draft.Reason ?? "", draft.SeenVersion);
        var done = draft.Event switch
        {
            "confirm" => await confirm.RunAsync(me, id, new(draft.Reason, seen), aborted),
            "start-production" => await start.RunAsync(me, id, new(null, seen), aborted),
            "hold" => await hold.RunAsync(me, id, new(reason, seen), aborted),
            "resume" => await resume.RunAsync(me, id, new(seen), aborted),
            "cancel" => await cancel.RunAsync(me, id, new(reason, seen), aborted),
            "close-rest" => await closeRest.RunAsync(me, id, new(reason, seen), aborted),
            "settle-shortfall" => await settle.RunAsync(me, id, new(SettlementOf(draft), draft.Reason, seen), aborted),
            _ => Refusal.Invalid("order.event-unknown", $"{draft.Event}"),
        };
        return done.Refusal;
    }

    private static ShortfallSettlement SettlementOf(ActDraft draft) =>
        Enum.TryParse<ShortfallSettlement>(draft.Settlement, out var settlement) ? settlement : ShortfallSettlement.Open;
}

/// <summary>What is done beside the order: it does not change by it.</summary>
public sealed class OrderTalkActs(WriteComment write, RemoveComment remove, AttachFile attach, DetachFile detach, Api.FileRoom room)
{
    public async Task<Refusal?> RunAsync(Actor me, long id, ActDraft draft, CancellationToken aborted) => draft.Event switch
    {
        "comment" => (await write.RunAsync(me, id, new(draft.Text), aborted)).Refusal,
        "comment-remove" => (await remove.RunAsync(me, id, draft.Target, seenVersion: null, aborted)).Refusal,
        _ => (await detach.RunAsync(me, id, draft.Target, seenVersion: null, aborted)).Refusal,
    };

    public async Task<Refusal?> AttachAsync(Actor me, long id, IFormFile? file, bool isPriced, CancellationToken aborted)
    {
        if (file is null) return Refusal.Invalid("attachment.empty").At("File");
        return (await room.WithAsync(file, content =>
            attach.RunAsync(me, id, new(file.FileName, content, isPriced), aborted), aborted)).Refusal;
    }
}

/// <summary>Reads the figures of an event's form.</summary>
internal sealed class ActReader(ActDraft draft, BookSettings settings)
{
    public FormReader Form { get; } = new();

    public Refusal? Refusal => Form.Refusal ?? _refusal;

    private Refusal? _refusal;

    /// <summary>Lines with a quantity; a blank or a zero leaves the line out. None at all is said here: the verb would take all.</summary>
    public IReadOnlyList<LineQuantity> Lines()
    {
        var lines = draft.Lines.Index()
            .Select(line => (line.Item.Id, Value: Form.Number(line.Item.Quantity, $"Lines[{line.Index}].Quantity") ?? 0m))
            .Where(static line => line.Value != 0m).Select(static line => new LineQuantity(line.Id, Quantity.Of(line.Value))).ToList();
        if (lines.Count == 0) _refusal ??= Refusal.Invalid("order.no-quantities").At("Lines");
        return lines;
    }

    /// <summary>A time on the clock of the book as a UTC instant; null: now.</summary>
    public DateTime? Instant(string? typed, string field)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        string[] patterns = ["yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-dd HH:mm"];
        if (DateTime.TryParseExact(typed.Trim(), patterns, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            && !settings.Zone.IsInvalidTime(local)) return TimeZoneInfo.ConvertTimeToUtc(local, settings.Zone);

        _refusal ??= Refusal.Invalid("form.date-unreadable", typed.Trim()).At(field);
        return null;
    }
}
