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
    public static Outcome<OrderStep> Read(string name, JsonElement input)
    {
        try
        {
            return name switch
            {
                "confirm" => Of<ConfirmOrder.Input>(input, Right.ConfirmOrders, ConfirmOrder.ApplyAsync),
                "start-production" => Of<StartProduction.Input>(input, Right.Produce, Soon<StartProduction.Input>(StartProduction.Apply)),
                "finish-production" => Of<FinishProduction.Input>(input, Right.Produce, Soon<FinishProduction.Input>(FinishProduction.Apply)),
                "prepare" => Of<PrepareGoods.Input>(input, Right.Ship, Soon<PrepareGoods.Input>(PrepareGoods.Apply)),
                "ship" => Of<ShipOrder.Input>(input, Right.Ship, ShipOrder.ShipAsync),
                "sign" => Of<SignShipment.Input>(input, Right.Ship, SignShipment.ApplyAsync),
                "settle-shortfall" => Of<SettleShortfall.Input>(input, Right.ConfirmOrders,
                    Soon<SettleShortfall.Input>(static (write, order, said) =>
                    {
                        write.Because(said.Reason);
                        return order.SettleShortfall(said.Settlement);
                    })),
                // Without an amount each order is paid what it owes.
                "pay" => Of<PayOrder.Input>(input, Right.RecordMoney, static (write, order, said, cancellation) => PayOrder.ApplyAsync(
                    write, order, said.Amount.IsZero ? said with { Amount = order.Outstanding } : said, cancellation)),
                "hold" => Of<HoldOrder.Input>(input, Right.HoldOrders,
                    Soon<HoldOrder.Input>(static (write, order, said) => order.Hold(write.Now, write.Because(said.Reason)))),
                "resume" => Of<ResumeOrder.Input>(input, Right.HoldOrders, Soon<ResumeOrder.Input>(static (_, order, _) => order.Resume())),
                "close-rest" => Of<CloseRest.Input>(input, Right.CancelOrders,
                    Soon<CloseRest.Input>(static (write, order, said) => order.CloseRest(write.Because(said.Reason)))),
                "cancel" => Of<CancelOrder.Input>(input, Right.CancelOrders,
                    Soon<CancelOrder.Input>(static (write, order, said) => write.Cancel(order, write.Because(said.Reason)))),
                _ => Refusal.Invalid("event.unknown", name).At("Event"),
            };
        }
        catch (JsonException wrong)
        {
            return Refusal.Invalid("event.input-unreadable", wrong.Path ?? "$").At("Input");
        }
    }

    private static Outcome<OrderStep> Of<T>(
        JsonElement input, Right right, Func<Write, Order, T, CancellationToken, Task<Refusal?>> take)
        where T : class
    {
        var said = (input.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? JsonSerializer.Deserialize<T>("{}", LedgerJson.Options)
            : input.Deserialize<T>(LedgerJson.Options)) ?? throw new JsonException("An input.");
        return new OrderStep(right, (write, order, cancellation) => take(write, order, said, cancellation));
    }

    private static Func<Write, Order, T, CancellationToken, Task<Refusal?>> Soon<T>(Func<Write, Order, T, Refusal?> take) =>
        (write, order, said, _) => Task.FromResult(take(write, order, said));
}
