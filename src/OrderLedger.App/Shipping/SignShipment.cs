using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.App.Data.Commit;
using OrderLedger.App.Orders;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;
using OrderLedger.Domain.Shipping;

namespace OrderLedger.App.Shipping;

/// <summary>签收 in full, short or rejected: of one shipment, or of every unsigned shipment of the order.</summary>
/// <remarks>A shipment that spans orders is signed as a whole, and every order on it is derived anew.</remarks>
public sealed class SignShipment(Ledger ledger)
{
    /// <param name="Lines">Lines taken short; the others are taken in full.</param>
    /// <param name="SeenVersion">The version the user looked at; null: not asked.</param>
    public sealed record Input(long? ShipmentId = null, IReadOnlyList<TakenLine>? Lines = null, string? Signer = null,
        DateTime? SignedAt = null, long? SeenVersion = null);

    /// <param name="LineId">The order line.</param>
    /// <param name="Rejected">Of what is missing, refused at the door (拒收).</param>
    public sealed record TakenLine(long LineId, Quantity Signed, Quantity Rejected = default);

    public Task<Outcome<OrderView>> RunAsync(
        Actor actor, long id, Input input, CancellationToken cancellation, Once? once = null) =>
        ledger.WriteAsync(actor, "order.sign", write => write.ChangeAsync(id, input.SeenVersion, Right.Ship,
            order => ApplyAsync(write, order, input, cancellation), cancellation), cancellation, once);

    internal static async Task<Refusal?> ApplyAsync(Write write, Order order, Input input, CancellationToken cancellation)
    {
        if (input.Lines.NoGaps("Lines") is { } gap) return gap;
        var at = input.SignedAt ?? write.Now;
        if (at > write.Now.AddMinutes(5)) return Refusal.Invalid("shipment.in-future").At("SignedAt");
        var shipments = Unsigned(order, input.ShipmentId);
        if (shipments.Count == 0) return Refusal.NotAllowed("order.nothing-to-sign", order.Label);
        if (input.Lines is { Count: > 0 } && shipments.Count > 1) return Refusal.Invalid("order.sign-which").At("ShipmentId");

        var taken = (input.Lines ?? []).GroupBy(static l => l.LineId)
            .ToDictionary(static g => g.Key, static g => new SignedQuantity(g.Last().Signed, g.Last().Rejected));
        foreach (var shipment in shipments)
        {
            if (shipment.Sign(taken, at, input.Signer?.Trim()) is { } refusal) return refusal;
            await write.DeriveOthersAsync(shipment, order, cancellation);
        }
        return null;
    }

    private static List<Shipment> Unsigned(Order order, long? shipmentId) => [.. order.Goods
        .Where(g => !g.Shipment.IsVoid && g.Shipment.SignedAt is null && (shipmentId is null || g.ShipmentId == shipmentId))
        .Select(static g => g.Shipment).Distinct()];
}
