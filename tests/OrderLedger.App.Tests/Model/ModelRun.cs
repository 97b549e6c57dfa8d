using System.Text;
using OrderLedger.App.Customers;
using OrderLedger.App.Orders;
using OrderLedger.Domain;
using OrderLedger.Domain.Shipping;

namespace OrderLedger.App.Tests.Model;

/// <summary>One sequence: a customer, two orders, receipts; each command goes to the book and to the model.</summary>
internal sealed class ModelRun(LedgerOnDisk book, int seed)
{
    private readonly Random _dice = new(seed);
    private readonly Verbs _do = new(book);
    private readonly StringBuilder _story = new();
    private readonly List<(long Id, List<long> LineIds, ModelOrder Model)> _orders = [];
    private readonly List<ModelReceipt> _receipts = [];
    private CustomerView _customer = null!;

    public string Story => _story.ToString();

    public async Task PlayAsync(int commands)
    {
        _customer = await _do.CustomerAsync($"M{seed}");
        await PlaceAsync();
        await PlaceAsync();
        for (var i = 0; i < commands; i++) await StepAsync();
        foreach (var order in _orders) await CompareAsync(order.Id, order.Model);
    }

    private Task StepAsync()
    {
        var (id, lineIds, model) = _orders[_dice.Next(_orders.Count)];
        return _dice.Next(16) switch
        {
            0 => ConfirmAsync(id, lineIds, model),
            1 => HoldAsync(id, model),
            2 => CancelAsync(id, model),
            3 => CloseRestAsync(id, model),
            4 => StartAsync(id, model),
            5 => MakeAsync(id, model, isMade: true),
            6 => MakeAsync(id, model, isMade: false),
            7 or 8 or 9 => ShipAsync(id, lineIds, model),
            10 or 11 => SignAsync(id, lineIds, model),
            12 => SettleAsync(id, model),
            13 => VoidAsync(model),
            14 => _dice.Next(2) == 0 ? BounceAsync() : AmendAsync(id, lineIds, model),
            _ => PayAsync(id, model),
        };
    }

    private async Task PlaceAsync()
    {
        var model = new ModelOrder { IsConfirmed = _dice.Next(5) > 0 };
        var made = await _do.SaveProduct(new(Name: $"品{seed}", IsMade: true, Price: UnitPrice.Of(1)));
        var inputs = new List<LineInput>();
        for (var i = _dice.Next(1, 4); i > 0; i--)
        {
            var line = new ModelLine(_dice.Next(1, 20), _dice.Next(0, 100_000), _dice.Next(2) == 0);
            model.Lines.Add(line);
            inputs.Add(new(line.IsMade ? made.Value!.Id : null, line.IsMade ? null : "货",
                Quantity: Quantity.Of(line.Quantity), Amount: new Money(line.Cents)));
        }
        var order = (await _do.Place(new(_customer.Id, Confirm: model.IsConfirmed, Lines: inputs))).Value!;
        _orders.Add((order.Id, [.. order.Lines.Select(static l => l.Id)], model));
        _story.AppendLine($"place {order.Id} {(model.IsConfirmed ? "confirmed" : "draft")} "
            + string.Join(", ", model.Lines.Select(static l =>
                $"{l.Quantity} for {l.Cents}{(l.IsMade ? " made" : "")}")));
    }

    private async Task ConfirmAsync(long id, List<long> lineIds, ModelOrder model)
    {
        Assert.Equal(model.Lines.Count, lineIds.Count);
        Agree("confirm", id, model.Status == 0, await _do.Confirm(id));
        if (model.Status == 0) model.IsConfirmed = true;
    }

    private async Task HoldAsync(long id, ModelOrder model)
    {
        if (model.IsHeld)
        {
            Agree("resume", id, true, await _do.Resume(id));
            model.IsHeld = false;
            return;
        }
        var may = model.Status is >= 1 and <= 4;
        Agree("hold", id, may, await _do.Hold(id));
        model.IsHeld |= may;
    }

    private async Task CancelAsync(long id, ModelOrder model)
    {
        // Cancelling every order at once would leave nothing to play with.
        if (_dice.Next(3) > 0) return;
        var may = model.Status <= 3 && !model.IsAnyOut;
        Agree("cancel", id, may, await _do.Cancel(id));
        if (!may) return;
        model.IsCancelled = true;
        model.Paid.Clear();
    }

    private async Task CloseRestAsync(long id, ModelOrder model)
    {
        var rest = model.Lines.Where(l => l.Wanted > model.Out(l)).ToList();
        var may = model.Status is >= 1 and <= 4 && rest.Count > 0 && model.Lines.Exists(l => model.Out(l) > 0);
        Agree("close rest", id, may, await _do.CloseRest(id));
        if (may) rest.ForEach(l => l.Dropped += l.Wanted - model.Out(l));
    }

    private async Task StartAsync(long id, ModelOrder model)
    {
        var lines = model.Lines.Where(l => l is { IsMade: true, Wanted: > 0 } && model.StageOf(l) == 1).ToList();
        var may = Works(model) && lines.Count > 0;
        Agree("start", id, may, await _do.Start(id));
        if (may) lines.ForEach(static l => l.IsStarted = true);
    }

    private async Task MakeAsync(long id, ModelOrder model, bool isMade)
    {
        var lines = model.Lines.Where(l => l.IsMade == isMade && l.Wanted > l.Made && l.Wanted > model.Out(l)).ToList();
        var may = Works(model) && lines.Count > 0;
        Agree(isMade ? "finish" : "prepare", id, may, await (isMade ? _do.Finish(id) : _do.Prepare(id)));
        if (!may) return;
        foreach (var line in lines) (line.Made, line.IsStarted) = (line.Wanted, line.IsStarted || isMade);
    }

    private async Task ShipAsync(long id, List<long> lineIds, ModelOrder model)
    {
        var i = _dice.Next(model.Lines.Count);
        var quantity = _dice.Next(1, 12);
        var open = model.Lines.Where(l => l.Wanted > model.Out(l)).ToList();
        var isAll = _dice.Next(3) == 0;
        var may = Works(model) && (isAll ? open.Count > 0
            : quantity <= model.Lines[i].Wanted - model.Out(model.Lines[i]));
        var outcome = await _do.Ship(id, isAll ? new() : new([new(lineIds[i], Quantity.Of(quantity))]));
        Agree(isAll ? "ship all" : $"ship {quantity} of line {i}", id, may, outcome);
        if (!may) return;
        var shipment = new ModelShipment(outcome.Value!.Shipments.Max(static s => s.Id));
        if (isAll) shipment.Parts.AddRange(open.Select(l => new ModelPart(l, l.Wanted - model.Out(l))).ToList());
        else shipment.Parts.Add(new(model.Lines[i], quantity));
        model.Shipments.Add(shipment);
    }

    private async Task SignAsync(long id, List<long> lineIds, ModelOrder model)
    {
        var waiting = model.Shipments.Find(static s => s is { IsVoid: false, IsSigned: false });
        if (waiting is null)
        {
            Agree("sign nothing", id, false, await _do.Sign(id));
            return;
        }
        var part = waiting.Parts[_dice.Next(waiting.Parts.Count)];
        var taken = _dice.Next(3) > 0 ? part.Quantity : _dice.NextInt64(part.Quantity + 1);
        Agree($"sign {taken} of {part.Quantity}", id, true, await _do.Sign(id, new(waiting.Id,
            [new(lineIds[model.Lines.IndexOf(part.Line)], Quantity.Of(taken))])));
        waiting.IsSigned = true;
        waiting.Parts.ForEach(p => p.Signed = p == part ? taken : p.Quantity);
    }

    private async Task SettleAsync(long id, ModelOrder model)
    {
        var missing = model.Shipments.Where(static s => !s.IsVoid).SelectMany(static s => s.Parts)
            .Where(static p => p.Missing > 0).ToList();
        var drops = _dice.Next(2) == 0;
        Agree(drops ? "cancel shortfall" : "resend shortfall", id, missing.Count > 0,
            await _do.SettleShortfall(id, drops ? ShortfallSettlement.Cancel : ShortfallSettlement.Resend));
        foreach (var part in missing)
        {
            if (drops) part.Line.Dropped += part.Missing;
            (part.IsSettled, part.IsDropped) = (true, drops);
        }
    }

    private async Task VoidAsync(ModelOrder model)
    {
        if (model.Shipments.Count == 0 || _dice.Next(2) > 0) return;
        var shipment = model.Shipments[_dice.Next(model.Shipments.Count)];
        var may = !shipment.IsVoid && !shipment.Parts.Exists(static p => p.IsDropped);
        Agree("void", shipment.Id, may, await _do.VoidShipment(shipment.Id));
        if (may) shipment.IsVoid = true;
    }

    private async Task PayAsync(long id, ModelOrder model)
    {
        var cents = _dice.NextInt64(1, 150_000);
        var owed = model.Receivable - model.Received;
        var may = model.Status is >= 1 and <= 6 && owed > 0;
        var outcome = await _do.Pay(id, new(new Money(cents), "现金"));
        Agree($"pay {cents}", id, may, outcome);
        if (!may) return;
        _receipts.Add(new(outcome.Value!.Receipts!.Max(static r => r.ReceiptId), cents));
        model.Paid[_receipts.Count - 1] = Math.Min(cents, owed);
    }

    private async Task BounceAsync()
    {
        if (_receipts.Count == 0) return;
        var i = _dice.Next(_receipts.Count);
        Agree("bounce", _receipts[i].Id, !_receipts[i].IsBounced, await _do.Bounce(_receipts[i].Id));
        _receipts[i].IsBounced = true;
        _orders.ForEach(order => order.Model.Paid.Remove(i));
    }

    private async Task AmendAsync(long id, List<long> lineIds, ModelOrder model)
    {
        var i = _dice.Next(model.Lines.Count);
        var line = model.Lines[i];
        var (quantity, cents) = (_dice.Next(1, 25), _dice.Next(0, 100_000));
        var may = model.Status <= 5 && quantity - line.Dropped >= model.Out(line);
        Agree($"amend line {i} to {quantity} for {cents}", id, may, await _do.Amend(id, new(Lines:
            [new(lineIds[i], Quantity: Quantity.Of(quantity), Amount: new Money(cents))])));
        if (may) (line.Quantity, line.Cents) = (quantity, cents);
    }

    private static bool Works(ModelOrder model) => !model.IsHeld && model.Status is >= 1 and <= 3;

    private void Agree<T>(string command, long id, bool accepted, Outcome<T> outcome)
        where T : notnull
    {
        _story.AppendLine($"{command} ({id}): {outcome.Refusal?.Code ?? "ok"}");
        Assert.True(accepted == outcome.Accepted,
            $"{command} ({id}): the model says {accepted}, the book {outcome.Refusal?.Code ?? "ok"}");
    }

    private async Task CompareAsync(long id, ModelOrder model)
    {
        var stored = await book.StoredAsync(id);
        Assert.Equal((model.Status, model.Receivable, model.Received),
            ((int)stored.Status, stored.Receivable.Cents, stored.Received.Cents));
        foreach (var (line, told) in stored.Lines.OrderBy(static l => l.Position).Zip(model.Lines))
        {
            Assert.Equal((told.Wanted, model.Out(told), model.Signed(told), told.Made),
                ((long)line.Effective.Value, (long)line.Shipped.Value, (long)line.Signed.Value, (long)line.Made.Value));
        }
    }
}
