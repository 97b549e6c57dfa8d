using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.App.Data.Commit;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Orders;

/// <summary>完工: per line a finished quantity; none named finishes all that is open and every service.</summary>
public sealed class FinishProduction(Ledger ledger)
{
    /// <param name="SeenVersion">The version the user looked at; null: not asked.</param>
    public sealed record Input(IReadOnlyList<LineQuantity>? Lines = null, long? SeenVersion = null);

    public Task<Outcome<OrderView>> RunAsync(
        Actor actor, long id, Input input, CancellationToken cancellation, Once? once = null) =>
        ledger.WriteAsync(actor, "order.finish-production", write => write.ChangeAsync(id, input.SeenVersion, Right.Produce,
            order => Task.FromResult(Apply(write, order, input)), cancellation), cancellation, once);

    internal static Refusal? Apply(Write write, Order order, Input input)
    {
        var lines = input.Lines.ByLine();
        return lines?.Refusal ?? order.FinishProduction(lines?.Value, write.Now);
    }
}
