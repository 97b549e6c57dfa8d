using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.App.Data.Commit;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Orders;

/// <summary>投产 of the named lines, or of every line that is made and has not begun.</summary>
public sealed class StartProduction(Ledger ledger)
{
    /// <param name="SeenVersion">The version the user looked at; null: not asked.</param>
    public sealed record Input(IReadOnlyList<long>? Lines = null, long? SeenVersion = null);

    public Task<Outcome<OrderView>> RunAsync(
        Actor actor, long id, Input input, CancellationToken cancellation, Once? once = null) =>
        ledger.WriteAsync(actor, "order.start-production", write => write.ChangeAsync(id, input.SeenVersion, Right.Produce,
            order => Task.FromResult(Apply(write, order, input)), cancellation), cancellation, once);

    internal static Refusal? Apply(Write write, Order order, Input input) =>
        order.StartProduction(input.Lines is { Count: > 0 } ? input.Lines : null, write.Now);
}
