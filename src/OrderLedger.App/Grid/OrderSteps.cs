using System.Text.Json;
using OrderLedger.App.Access;
using OrderLedger.App.Data.Commit;
using OrderLedger.App.Json;
using OrderLedger.App.Orders;
using OrderLedger.App.Payments;
using OrderLedger.App.Shipping;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Grid;

/// <summary>An event as a step of many orders: its right, and what its verb does with one order.</summary>
internal sealed record OrderStep(Right Right, Func<Write, Order, CancellationToken, Task<Refusal?>> Take);

/// <summary>The events under the names of the address, with the input of their verbs.</summary>
internal static class OrderSteps
{
    /// <summary>In the order in which an order goes through them.</summary>
    public static readonly IReadOnlyList<(string Name, Right Right)> All =
    [
        ("confirm", Right.ConfirmOrders), ("start-production", Right.Produce), ("finish-production", Right.Produce),
        ("prepare", Right.Ship), ("ship", Right.Ship), ("sign", Right.Ship), ("settle-shortfall", Right.ConfirmOrders),
        ("pay", Right.RecordMoney), ("hold", Right.HoldOrders), ("resume", Right.HoldOrders), ("close-rest", Right.CancelOrders),
        ("cancel", Right.CancelOrders),
    ];

    public static Outcome<OrderStep> Read(string name, JsonElement input)
    {
        if (All.FirstOrDefault(step => step.Name == name) is not { Name: not null } known)
            return Refusal.Invalid("event.unknown", name).At("Event");
        try
        {
            return new OrderStep(known.Right, Of(name, input));
        }
        catch (JsonException wrong)
        {
            return Refusal.Invalid("event.input-unreadable", wrong.Path ?? "$").At("Input");
        }
    }

    private static Func<Write, Order, CancellationToken, Task<Refusal?>> Of(string name, JsonElement input) => name switch
    {
        "confirm" => Of<ConfirmOrder.Input>(input, ConfirmOrder.ApplyAsync),
        "start-production" => Of<StartProduction.Input>(input, Soon<StartProduction.Input>(StartProduction.Apply)),
        "finish-production" => Of<FinishProduction.Input>(input, Soon<FinishProduction.Input>(FinishProduction.Apply)),
        "prepare" => Of<PrepareGoods.Input>(input, Soon<PrepareGoods.Input>(PrepareGoods.Apply)),
        "ship" => Of<ShipOrder.Input>(input, ShipOrder.ShipAsync),
        "sign" => Of<SignShipment.Input>(input, SignShipment.ApplyAsync),
        "settle-shortfall" => Of<SettleShortfall.Input>(input, Soon<SettleShortfall.Input>(static (write, order, said) =>
        {
            write.Because(said.Reason);
            return order.SettleShortfall(said.Settlement);
        })),
        // Without an amount each order is paid what it owes.
        "pay" => Of<PayOrder.Input>(input, static (write, order, said, cancellation) => PayOrder.ApplyAsync(
            write, order, said.Amount.IsZero ? said with { Amount = order.Outstanding } : said, cancellation)),
        "hold" => Of<HoldOrder.Input>(input,
            Soon<HoldOrder.Input>(static (write, order, said) => order.Hold(write.Now, write.Because(said.Reason)))),
        "resume" => Of<ResumeOrder.Input>(input, Soon<ResumeOrder.Input>(static (_, order, _) => order.Resume())),
        "close-rest" => Of<CloseRest.Input>(input,
            Soon<CloseRest.Input>(static (write, order, said) => order.CloseRest(write.Because(said.Reason)))),
        _ => Of<CancelOrder.Input>(input,
            Soon<CancelOrder.Input>(static (write, order, said) => write.Cancel(order, write.Because(said.Reason)))),
    };

    private static Func<Write, Order, CancellationToken, Task<Refusal?>> Of<T>(
        JsonElement input, Func<Write, Order, T, CancellationToken, Task<Refusal?>> take)
        where T : class
    {
        var said = (input.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? JsonSerializer.Deserialize<T>("{}", LedgerJson.Options)
            : input.Deserialize<T>(LedgerJson.Options)) ?? throw new JsonException("An input.");
        return (write, order, cancellation) => take(write, order, said, cancellation);
    }

    private static Func<Write, Order, T, CancellationToken, Task<Refusal?>> Soon<T>(Func<Write, Order, T, Refusal?> take) =>
        (write, order, said, _) => Task.FromResult(take(write, order, said));
}
