using OrderLedger.Domain;
using OrderLedger.Domain.Orders;
using OrderLedger.Domain.Products;
using OrderLedger.Domain.Shipping;

namespace OrderLedger.App.Sample.Filling;

/// <summary>The events of one order, as steps of the story.</summary>
internal sealed class SampleOrderStory(SampleFill fill, SampleStory story, SampleOrder sample)
{
    private readonly Order _order = NewOrder(fill, sample);

    private string Salesperson => sample.Customer.Salesperson;

    public void Plan()
    {
        var life = sample.Life;
        story.At(sample.PlacedAt, Place);
        if (life.ConfirmedAt is { } confirmedAt) story.At(confirmedAt, () => Confirm(confirmedAt));
        if (life.AmendedAt is { } amendedAt) story.At(amendedAt, () => Amend(amendedAt));
        if (life.Cancellation is { } cancellation) story.At(cancellation.At, () => Cancel(cancellation));
        if (life.Hold is { } hold)
        {
            story.At(hold.At, () => Hold(hold));
            if (hold.ResumedAt is { } resumedAt) story.At(resumedAt, () => Resume(resumedAt));
        }

        if (life.StartedAt is { } startedAt) story.At(startedAt, () => Work(WorkKind.Started, startedAt));
        if (life.FinishedAt is { } finishedAt) story.At(finishedAt, () => Work(WorkKind.Finished, finishedAt));
        if (life.PreparedAt is { } preparedAt) story.At(preparedAt, () => Work(WorkKind.Prepared, preparedAt));
        foreach (var shipment in life.Shipments) PlanShipment(shipment);
    }

    private void PlanShipment(SampleShipment sampled)
    {
        var shipment = new Shipment
        {
            Id = fill.NextId(),
            CustomerId = _order.CustomerId,
            ShippedAt = sampled.ShippedAt,
            Carrier = sampled.Carrier,
            TrackingNumber = sampled.TrackingNumber,
            Packages = sampled.Packages,
        };
        story.At(sampled.ShippedAt, () => Ship(shipment, sampled));
        if (sampled.SignedAt is not { } signedAt) return;

        story.At(signedAt, () => Sign(shipment, sampled, signedAt));
        if (!sampled.Goods.Any(static part => part.Settlement != ShortfallSettlement.Open)) return;

        var settledAt = signedAt.AddMinutes(40) < fill.Plan.Now ? signedAt.AddMinutes(40) : fill.Plan.Now;
        story.At(settledAt, () => Settle(shipment, sampled, settledAt));
    }

    private void Place()
    {
        if (!fill.Settings.OrderNumbers.AtConfirmation) GiveNumber();
        story.Add(sample.Index, _order);
        story.Happened(sample.PlacedAt, Salesperson, "order.place", null, _order);
    }

    private void Confirm(DateTime at)
    {
        Must(_order.Confirm(at));
        if (_order.Number is null) GiveNumber();
        story.Happened(at, Salesperson, "order.confirm", null, _order);
    }

    private void GiveNumber() =>
        _order.GiveNumber(fill.OrderNumbers.Next(_order.OrderDate, _order.CustomerCode, _order.Salesperson));

    private void Amend(DateTime at)
    {
        foreach (var (line, sampled) in _order.Lines.Zip(sample.Lines))
            (line.Quantity, line.Amount) = (sampled.Quantity, sampled.Amount);
        _order.Amended();
        story.Happened(at, Salesperson, "order.amend", "客户调整数量", _order);
    }

    private void Cancel(SampleCancellation cancellation)
    {
        _order.Derive(fill.ToDate);
        Must(_order.Cancel(cancellation.At, cancellation.Reason));
        story.Happened(cancellation.At, Salesperson, "order.cancel", cancellation.Reason, _order);
    }

    private void Hold(SampleHold hold)
    {
        _order.Derive(fill.ToDate);
        Must(_order.Hold(hold.At, hold.Reason));
        story.Happened(hold.At, Salesperson, "order.hold", hold.Reason, _order);
    }

    private void Resume(DateTime at)
    {
        Must(_order.Resume());
        story.Happened(at, Salesperson, "order.resume", null, _order);
    }

    private void Work(WorkKind kind, DateTime at)
    {
        foreach (var line in _order.Lines)
        {
            if (line.Kind != ProductKind.Goods || line.IsMade != (kind != WorkKind.Prepared)) continue;

            _order.Work.Add(new()
            {
                Id = fill.NextId(),
                OrderId = _order.Id,
                OrderLineId = line.Id,
                Kind = kind,
                Quantity = kind == WorkKind.Started ? Quantity.Zero : line.Quantity,
                At = at,
            });
        }

        var (by, verb) = kind switch
        {
            WorkKind.Started => (SampleStaff.Production, "order.start-production"),
            WorkKind.Finished => (SampleStaff.Production, "order.finish-production"),
            _ => (SampleStaff.Warehouse, "order.prepare"),
        };
        story.Happened(at, by, verb, null, _order);
    }

    private void Ship(Shipment shipment, SampleShipment sampled)
    {
        var date = fill.ToDate(sampled.ShippedAt);
        shipment.Number = fill.ShipmentNumbers.Next(date, _order.CustomerCode, _order.Salesperson);
        foreach (var part in sampled.Goods)
        {
            var line = new ShipmentLine
            {
                Id = fill.NextId(),
                ShipmentId = shipment.Id,
                Shipment = shipment,
                OrderId = _order.Id,
                OrderLineId = _order.Lines[part.Line].Id,
                Quantity = part.Quantity,
            };
            shipment.Lines.Add(line);
            _order.Goods.Add(line);
        }

        story.Add(shipment);
        story.Happened(sampled.ShippedAt, SampleStaff.Warehouse, "order.ship", null, _order, shipment);
    }

    private void Sign(Shipment shipment, SampleShipment sampled, DateTime at)
    {
        (shipment.SignedAt, shipment.Signer) = (at, sampled.Signer);
        foreach (var (line, part) in shipment.Lines.Zip(sampled.Goods))
            (line.Signed, line.Rejected) = (part.Signed, part.Rejected);
        story.Happened(at, SampleStaff.Warehouse, "order.sign", null, _order, shipment);
    }

    private void Settle(Shipment shipment, SampleShipment sampled, DateTime at)
    {
        foreach (var (line, part) in shipment.Lines.Zip(sampled.Goods))
        {
            line.Settlement = part.Settlement;
            if (part.Settlement == ShortfallSettlement.Cancel) _order.Lines[part.Line].Cancelled += line.Shortfall;
        }

        story.Happened(at, Salesperson, "order.settle-shortfall", null, _order, shipment);
    }

    private static Order NewOrder(SampleFill fill, SampleOrder sample)
    {
        var customer = sample.Customer;
        var id = fill.NextId();
        return new()
        {
            Id = id,
            CustomerId = fill.Masters.CustomerId(customer.Index),
            CustomerCode = customer.Code,
            CustomerName = customer.ShortName ?? customer.Name,
            DeliveryAddress = customer.Address,
            CustomerPo = sample.CustomerPo,
            OrderDate = sample.Date,
            Salesperson = customer.Salesperson,
            PaymentMethod = customer.PaymentMethod,
            Terms = customer.Terms.Plan,
            Currency = fill.Settings.Company.Currency,
            ShipGateBp = customer.Terms.ShipGateBp,
            Remark = sample.Remark,
            Source = OrderSource.Sample,
            Lines = [.. sample.Lines.Select((line, at) => NewLine(fill, id, at, line))],
        };
    }

    private static OrderLine NewLine(SampleFill fill, long orderId, int at, SampleLine line) => new()
    {
        Id = fill.NextId(),
        OrderId = orderId,
        Position = at + 1,
        ProductId = fill.Masters.ProductId(line.Product.Index),
        Sku = line.Product.Sku,
        ProductName = line.Product.Name,
        Spec = line.Product.Spec,
        Unit = line.Product.Unit,
        Category = line.Product.Category,
        Kind = line.Product.Kind,
        IsMade = line.Product.IsMade,
        Quantity = line.FirstQuantity,
        UnitPrice = line.UnitPrice,
        DiscountBp = line.DiscountBp,
        Amount = line.UnitPrice.Times(line.FirstQuantity, line.DiscountBp),
        TaxRateBp = line.Product.TaxRateBp,
        DueDate = line.DueDate,
        UnitCost = line.Product.Cost,
    };

    // The plan asks for nothing that the rules forbid; if it did, the sample would lie.
    private static void Must(Refusal? refusal)
    {
        if (refusal is not null) throw new InvalidOperationException($"The sample was refused: {refusal.Code}.");
    }
}
