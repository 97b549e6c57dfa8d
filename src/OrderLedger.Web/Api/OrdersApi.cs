using OrderLedger.App.Orders;
using OrderLedger.App.Payments;
using OrderLedger.App.Shipping;
using OrderLedger.Domain;
using OrderLedger.Web.Hosting;

namespace OrderLedger.Web.Api;

/// <summary>Orders: place, read, amend, and every event under its own name.</summary>
internal static class OrdersApi
{
    public static void MapOrders(this RouteGroupBuilder api)
    {
        var orders = api.MapGroup("/orders").WithTags("orders");
        orders.MapPost("/", Place).WithName("placeOrder").Produces<OrderView>(StatusCodes.Status201Created);
        orders.MapGet("/{id:long}", Get).WithName("getOrder").Produces<OrderView>();
        orders.MapGet("/by-number/{number}", GetByNumber).WithName("getOrderByNumber").Produces<OrderView>();
        orders.MapPatch("/{id:long}", Amend).WithName("amendOrder").Produces<OrderView>();
        Event<ConfirmOrder.Input, ConfirmOrder>(orders, "confirm", static (verb, call, id) =>
            verb.RunAsync(call.Actor, id, call.Input with { SeenVersion = call.SeenVersion }, call.Cancellation, call.Once));
        Event<StartProduction.Input, StartProduction>(orders, "start-production", static (verb, call, id) =>
            verb.RunAsync(call.Actor, id, call.Input with { SeenVersion = call.SeenVersion }, call.Cancellation, call.Once));
        Event<FinishProduction.Input, FinishProduction>(orders, "finish-production", static (verb, call, id) =>
            verb.RunAsync(call.Actor, id, call.Input with { SeenVersion = call.SeenVersion }, call.Cancellation, call.Once));
        Event<PrepareGoods.Input, PrepareGoods>(orders, "prepare", static (verb, call, id) =>
            verb.RunAsync(call.Actor, id, call.Input with { SeenVersion = call.SeenVersion }, call.Cancellation, call.Once));
        Event<ShipOrder.Input, ShipOrder>(orders, "ship", static (verb, call, id) =>
            verb.RunAsync(call.Actor, id, call.Input with { SeenVersion = call.SeenVersion }, call.Cancellation, call.Once));
        Event<SignShipment.Input, SignShipment>(orders, "sign", static (verb, call, id) =>
            verb.RunAsync(call.Actor, id, call.Input with { SeenVersion = call.SeenVersion }, call.Cancellation, call.Once));
        Event<SettleShortfall.Input, SettleShortfall>(orders, "settle-shortfall", static (verb, call, id) =>
            verb.RunAsync(call.Actor, id, call.Input with { SeenVersion = call.SeenVersion }, call.Cancellation, call.Once));
        Event<PayOrder.Input, PayOrder>(orders, "pay", static (verb, call, id) =>
            verb.RunAsync(call.Actor, id, call.Input with { SeenVersion = call.SeenVersion }, call.Cancellation, call.Once));
        Event<HoldOrder.Input, HoldOrder>(orders, "hold", static (verb, call, id) =>
            verb.RunAsync(call.Actor, id, call.Input with { SeenVersion = call.SeenVersion }, call.Cancellation, call.Once));
        Event<ResumeOrder.Input, ResumeOrder>(orders, "resume", static (verb, call, id) =>
            verb.RunAsync(call.Actor, id, call.Input with { SeenVersion = call.SeenVersion }, call.Cancellation, call.Once));
        Event<CloseRest.Input, CloseRest>(orders, "close-rest", static (verb, call, id) =>
            verb.RunAsync(call.Actor, id, call.Input with { SeenVersion = call.SeenVersion }, call.Cancellation, call.Once));
        Event<CancelOrder.Input, CancelOrder>(orders, "cancel", static (verb, call, id) =>
            verb.RunAsync(call.Actor, id, call.Input with { SeenVersion = call.SeenVersion }, call.Cancellation, call.Once));
        api.MapGet("/shipments/{id:long}", Shipment).WithTags("orders").WithName("getShipment").Produces<ShipmentView>();
        api.MapPost("/shipments/{id:long}/void", Void).WithTags("orders").WithName("voidShipment").Produces<ShipmentView>();
    }

    private static Task<IResult> Place(Call<PlaceOrder.Input> call, PlaceOrder verb) =>
        call.Http.CreatedAsync(verb.RunAsync(call.Actor, call.Input, call.Cancellation, call.Once),
            static order => $"/api/v1/orders/{order.Id}");

    private static Task<IResult> Get(long id, HttpContext http, OrderQueries orders) =>
        http.OkAsync(orders.FindAsync(http.Actor(), id, http.RequestAborted));

    private static Task<IResult> GetByNumber(string number, HttpContext http, OrderQueries orders) =>
        http.OkAsync(orders.FindByNumberAsync(http.Actor(), number, http.RequestAborted));

    private static Task<IResult> Amend(long id, Call<AmendOrder.Input> call, AmendOrder verb, OrderQueries orders) =>
        call.Http.ChangedAsync(
            verb.RunAsync(call.Actor, id, call.Input with { SeenVersion = call.SeenVersion }, call.Cancellation, call.Once),
            () => orders.FindAsync(call.Actor, id, call.Cancellation));

    private static Task<IResult> Shipment(long id, HttpContext http, ShipmentQueries shipments) =>
        http.OkAsync(shipments.FindAsync(http.Actor(), id, http.RequestAborted));

    private static Task<IResult> Void(
        long id, Call<VoidShipment.Input> call, VoidShipment verb, ShipmentQueries shipments) =>
        call.Http.ChangedAsync(
            verb.RunAsync(call.Actor, id, call.Input with { SeenVersion = call.SeenVersion }, call.Cancellation, call.Once),
            () => shipments.FindAsync(call.Actor, id, call.Cancellation));

    /// <summary>One event: its address, its verb, and the order as it stands when somebody was faster.</summary>
    private static void Event<TInput, TVerb>(
        RouteGroupBuilder orders, string name, Func<TVerb, Call<TInput>, long, Task<Outcome<OrderView>>> run)
        where TInput : class
        where TVerb : class =>
        orders.MapPost($"/{{id:long}}/{name}", (long id, Call<TInput> call, TVerb verb, OrderQueries found) =>
                call.Http.ChangedAsync(run(verb, call, id), () => found.FindAsync(call.Actor, id, call.Cancellation)))
            .WithName(OperationId(name)).Produces<OrderView>();

    /// <summary><c>start-production</c> → <c>startProductionOrder</c>.</summary>
    private static string OperationId(string name) => string.Concat(name.Split('-').Select(static (word, i) =>
        i == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..])) + "Order";
}
