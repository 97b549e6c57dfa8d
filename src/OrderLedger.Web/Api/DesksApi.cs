using OrderLedger.App.Orders;
using OrderLedger.App.Shipping;

namespace OrderLedger.Web.Api;

/// <summary>What desks do with many rows at once, each with facts of its own.</summary>
internal static class DesksApi
{
    public static void MapDesks(this RouteGroupBuilder api)
    {
        var desks = api.MapGroup("/desks").WithTags("orders");
        desks.MapPost("/ship", Ship).WithName("shipManyOrders").Produces<EventsTaken>();
        desks.MapPost("/start-production", Start).WithName("startManyLines").Produces<EventsTaken>();
        desks.MapPost("/finish-production", Finish).WithName("finishManyLines").Produces<EventsTaken>();
    }

    private static Task<IResult> Ship(Call<ShipMany.Input> call, ShipMany verb) =>
        call.Http.TakenAsync(verb.RunAsync(call.Actor, call.Input, call.Cancellation, call.Once));

    private static Task<IResult> Start(Call<StartMany.Input> call, StartMany verb) =>
        call.Http.TakenAsync(verb.RunAsync(call.Actor, call.Input, call.Cancellation, call.Once));

    private static Task<IResult> Finish(Call<FinishMany.Input> call, FinishMany verb) =>
        call.Http.TakenAsync(verb.RunAsync(call.Actor, call.Input, call.Cancellation, call.Once));
}
