using OrderLedger.App.Customers;
using OrderLedger.App.Data;
using OrderLedger.App.Products;
using OrderLedger.Domain;
using OrderLedger.Web.Hosting;

namespace OrderLedger.Web.Api;

/// <summary>Follow-ups of customers, stock of products.</summary>
internal static class BesideApi
{
    public static void MapBeside(this RouteGroupBuilder api)
    {
        api.MapGet("/customers/{id:long}/follow-ups", FollowUps).WithTags("customers").WithName("listFollowUps")
            .Produces<IReadOnlyList<FollowUpView>>();
        api.MapPost("/customers/{id:long}/follow-ups", Write).WithTags("customers").WithName("writeFollowUp")
            .Produces<FollowUpView>(StatusCodes.Status201Created);
        api.MapGet("/follow-ups", Due).WithTags("customers").WithName("dueFollowUps").Produces<IReadOnlyList<FollowUpView>>();
        api.MapPost("/follow-ups/{id:long}/done", Finish).WithTags("customers").WithName("finishFollowUp").Produces<FollowUpView>();
        api.MapGet("/products/{id:long}/stock", Stock).WithTags("products").WithName("getStock").Produces<ProductStock.Result>();
        api.MapPost("/products/{id:long}/stock-moves", Record).WithTags("products").WithName("recordStock")
            .Produces<StockMoveView>(StatusCodes.Status201Created);
    }

    private static async Task<IResult> FollowUps(long id, HttpContext http, FollowUpQueries followUps) =>
        await followUps.OfAsync(http.Actor(), id, http.RequestAborted) is { } found
            ? TypedResults.Ok(found) : Problems.From(http, Refusal.NotFound("customer.not-found", $"{id}"));

    private static Task<IResult> Write(long id, Call<WriteFollowUp.Input> call, WriteFollowUp verb) =>
        call.Http.CreatedAsync(verb.RunAsync(call.Actor, id, call.Input, call.Cancellation, call.Once), _ => $"/api/v1/customers/{id}/follow-ups");

    /// <summary>Waiting, and due by that day; without one, by today in the book's zone.</summary>
    private static async Task<IResult> Due(DateOnly? by, HttpContext http, FollowUpQueries followUps, Book book, TimeProvider clock)
    {
        var day = by ?? (await book.SettingsAsync(http.RequestAborted)).ToDate(clock.GetUtcNow().UtcDateTime);
        return TypedResults.Ok(await followUps.DueAsync(http.Actor(), day, http.RequestAborted));
    }

    private static Task<IResult> Finish(long id, Call<Nothing> call, FinishFollowUp verb) =>
        call.Http.OkAsync(verb.RunAsync(call.Actor, id, call.SeenVersion, call.Cancellation, call.Once));

    private static Task<IResult> Stock(long id, HttpContext http, ProductStock stock) =>
        http.OkAsync(stock.ReadAsync(http.Actor(), id, http.RequestAborted));

    private static Task<IResult> Record(long id, Call<RecordStock.Input> call, RecordStock verb) =>
        call.Http.CreatedAsync(verb.RunAsync(call.Actor, id, call.Input, call.Cancellation, call.Once), _ => $"/api/v1/products/{id}/stock");
}
