using OrderLedger.Domain.Products;
using OrderLedger.Domain.Shipping;

namespace OrderLedger.Domain.Orders;

/// <content>Production and delivery: what moves the main status.</content>
public sealed partial class Order
{
    /// <summary>投产 of the named lines, or of every line that is made and has not begun.</summary>
    public Refusal? StartProduction(IReadOnlyCollection<long>? lineIds, DateTime at)
    {
        if (Blocked() is { } refusal) return refusal;
        var picked = Pick(lineIds, static line => line is { IsMade: true, IsOpen: true, Stage: OrderStatus.Confirmed });
        if (picked is not { Count: > 0 } lines)
            return Refusal.NotAllowed("order.nothing-to-start", Label);

        foreach (var line in lines) AddWork(line, WorkKind.Started, Quantity.Zero, at);
        return null;
    }

    /// <summary>完工: per line a finished quantity; null finishes all that is open of what is made, and every service. Once the goods
    /// have left, services alone: they are often done at the customer's.</summary>
    public Refusal? FinishProduction(IReadOnlyDictionary<long, Quantity>? quantities, DateTime at) => Produce(
        quantities, WorkKind.Finished, line => line.Kind == ProductKind.Service
            || (Status <= OrderStatus.ReadyToShip && line is { IsMade: true, IsOpen: true }), at,
        Lines.Any(static line => line.Kind == ProductKind.Service) ? OrderStatus.Paid : OrderStatus.ReadyToShip);

    /// <summary>备货: goods that are not made are set aside; 1 → 3.</summary>
    public Refusal? Prepare(IReadOnlyDictionary<long, Quantity>? quantities, DateTime at) => Produce(
        quantities, WorkKind.Prepared, static line => line is { IsMade: false, IsOpen: true }, at);

    /// <summary>发货: adds lines of this order to the shipment. Null ships all that is open.</summary>
    /// <param name="gateOverride">Reason for shipping before the ship gate is met.</param>
    public Refusal? Ship(Shipment shipment, IReadOnlyDictionary<long, Quantity>? quantities, string? gateOverride)
    {
        if (Blocked() is { } refusal) return refusal;
        if (shipment.CustomerId != CustomerId) return Refusal.NotAllowed("shipment.other-customer", Label);
        var gate = Receivable.BasisPoints(ShipGateBp);
        if (Received < gate && string.IsNullOrWhiteSpace(gateOverride))
            return Refusal.NotAllowed("order.ship-gate", Label, gate.ToString(), Received.ToString());
        var rest = quantities is null
            ? Lines.Where(static line => line.IsOpen && line.Unshipped > Quantity.Zero)
                .ToDictionary(static line => line.Id, static line => line.Unshipped)
            : quantities;
        if (rest.Count == 0) return Refusal.NotAllowed("order.nothing-open", Label);
        foreach (var (lineId, quantity) in rest)
        {
            var line = Lines.FirstOrDefault(line => line.Id == lineId);
            if (line is null || line.Kind != ProductKind.Goods) return UnknownLine(lineId);
            if (quantity <= Quantity.Zero || quantity > line.Unshipped)
                return Refusal.NotAllowed("order.ship-over-open", line.ProductName, quantity.ToString(),
                    line.Unshipped.ToString());
        }
        if (Received < gate) GateOverride = gateOverride;
        foreach (var (lineId, quantity) in rest)
        {
            var line = new ShipmentLine
            {
                ShipmentId = shipment.Id,
                Shipment = shipment,
                OrderId = Id,
                OrderLineId = lineId,
                Quantity = quantity,
            };
            shipment.Lines.Add(line);
            if (!Goods.Contains(line)) Goods.Add(line);
        }
        return null;
    }

    /// <summary>Decides open shortfalls of this order: sent again (补发), or cancelled on the line (取消差额).</summary>
    public Refusal? SettleShortfall(ShortfallSettlement settlement)
    {
        var shortLines = Goods.Where(static line => !line.Shipment.IsVoid && line.IsShort).ToList();
        if (shortLines.Count == 0) return Refusal.NotAllowed("order.no-shortfall", Label);
        if (settlement == ShortfallSettlement.Open) return Refusal.Invalid("order.settlement-missing").At("Settlement");

        foreach (var goods in shortLines)
        {
            goods.Settlement = settlement;
            if (settlement == ShortfallSettlement.Cancel)
                Lines.Single(line => line.Id == goods.OrderLineId).Cancelled += goods.Shortfall;
        }
        return null;
    }

    // A status of 4 with a shortfall to be sent again is back below 4, so nothing is left to do at 4 itself.
    private Refusal? Blocked(OrderStatus last = OrderStatus.ReadyToShip) => HeldAt is not null
        ? Refusal.NotAllowed("order.on-hold", Label, HoldReason ?? "")
        : NotBetween(OrderStatus.Confirmed, last);

    private Refusal? Produce(
        IReadOnlyDictionary<long, Quantity>? quantities, WorkKind kind, Func<OrderLine, bool> takes, DateTime at,
        OrderStatus last = OrderStatus.ReadyToShip)
    {
        if (Blocked(last) is { } refusal) return refusal;
        if (Pick(quantities?.Keys.ToList(), takes) is not { } lines) return UnknownLine(quantities!.Keys.First());

        // What left the house unrecorded was made too, so "all" closes the gap up to the whole line.
        if (quantities is null) lines.RemoveAll(static line => line.Shipped >= line.Effective);
        var work = lines.Select(line => (Line: line,
            Quantity: quantities is null ? line.Effective - line.Made : quantities[line.Id])).ToList();
        if (quantities is null) work.RemoveAll(static w => w.Quantity <= Quantity.Zero);
        if (work.Count == 0) return Refusal.NotAllowed("order.nothing-to-finish", Label);
        foreach (var (line, quantity) in work)
        {
            if (quantity <= Quantity.Zero || line.Made + quantity > line.Effective)
                return Refusal.NotAllowed("order.finish-over-open", line.ProductName, quantity.ToString(),
                    (line.Effective - line.Made).ToString());
        }
        foreach (var (line, quantity) in work) AddWork(line, kind, quantity, at);
        return null;
    }

    /// <summary>The named lines when all of them qualify, all that qualify when none is named, null when one does not.</summary>
    private List<OrderLine>? Pick(IReadOnlyCollection<long>? lineIds, Func<OrderLine, bool> takes)
    {
        if (lineIds is null) return [.. Lines.Where(takes)];

        var picked = Lines.Where(line => lineIds.Contains(line.Id) && takes(line)).ToList();
        return picked.Count == lineIds.Distinct().Count() ? picked : null;
    }

    private void AddWork(OrderLine line, WorkKind kind, Quantity quantity, DateTime at) => Work.Add(
        new ProductionRecord { OrderId = Id, OrderLineId = line.Id, Kind = kind, Quantity = quantity, At = at });

    private static Refusal UnknownLine(long lineId) =>
        Refusal.Invalid("order.line-unknown", lineId.ToString(System.Globalization.CultureInfo.InvariantCulture)).At("Lines");
}
