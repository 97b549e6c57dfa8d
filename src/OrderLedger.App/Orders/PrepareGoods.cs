using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.App.Data.Commit;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Orders;

/// <summary>备货: goods that are not made are set aside for shipping.</summary>
public sealed class PrepareGoods(Ledger ledger)
{
    /// <param name="SeenVersion">The version the user looked at; null: not asked.</param>
    public sealed record Input(IReadOnlyList<LineQuantity>? Lines = null, long? SeenVersion = null);

    public Task<Outcome<OrderView>> RunAsync(
        Actor actor, long id, Input input, CancellationToken cancellation, Once? once = null) =>
        ledger.WriteAsync(actor, "order.prepare", write => write.ChangeAsync(id, input.SeenVersion, Right.Ship,
            order => Task.FromResult(Apply(write, order, input)), cancellation), cancellation, once);

    internal static Refusal? Apply(Write write, Order order, Input input)
    {
        var lines = input.Lines.ByLine();
        return lines?.Refusal ?? order.Prepare(lines?.Value, write.Now);
    }
}
