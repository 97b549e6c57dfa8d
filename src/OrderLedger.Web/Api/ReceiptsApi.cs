using OrderLedger.App.Payments;
using OrderLedger.Web.Hosting;

namespace OrderLedger.Web.Api;

/// <summary>Money in: receipts and what they are given to.</summary>
internal static class ReceiptsApi
{
    public static void MapReceipts(this RouteGroupBuilder api)
    {
        var receipts = api.MapGroup("/receipts").WithTags("receipts");
        receipts.MapPost("/", Record).WithName("recordReceipt").Produces<ReceiptView>(StatusCodes.Status201Created);
        receipts.MapGet("/{id:long}", Get).WithName("getReceipt").Produces<ReceiptView>();
        receipts.MapPost("/{id:long}/bounce", Bounce).WithName("bounceReceipt").Produces<ReceiptView>();
        receipts.MapPost("/{id:long}/allocate", AllocateTo).WithName("allocateReceipt").Produces<ReceiptView>();
        receipts.MapPost("/{id:long}/release", Release).WithName("releaseReceipt").Produces<ReceiptView>();
    }

    private static Task<IResult> Record(Call<RecordReceipt.Input> call, RecordReceipt verb) =>
        call.Http.CreatedAsync(verb.RunAsync(call.Actor, call.Input, call.Cancellation, call.Once),
            static receipt => $"/api/v1/receipts/{receipt.Id}");

    private static Task<IResult> Get(long id, HttpContext http, ReceiptQueries receipts) =>
        http.OkAsync(receipts.FindAsync(http.Actor(), id, http.RequestAborted));

    private static Task<IResult> Bounce(long id, Call<BounceReceipt.Input> call, BounceReceipt verb, ReceiptQueries receipts) =>
        call.Http.ChangedAsync(
            verb.RunAsync(call.Actor, id, call.Input with { SeenVersion = call.SeenVersion }, call.Cancellation, call.Once),
            () => receipts.FindAsync(call.Actor, id, call.Cancellation));

    private static Task<IResult> AllocateTo(
        long id, Call<AllocateReceipt.Input> call, AllocateReceipt verb, ReceiptQueries receipts) =>
        call.Http.ChangedAsync(
            verb.RunAsync(call.Actor, id, call.Input with { SeenVersion = call.SeenVersion }, call.Cancellation, call.Once),
            () => receipts.FindAsync(call.Actor, id, call.Cancellation));

    private static Task<IResult> Release(
        long id, Call<ReleaseAllocation.Input> call, ReleaseAllocation verb, ReceiptQueries receipts) =>
        call.Http.ChangedAsync(
            verb.RunAsync(call.Actor, id, call.Input with { SeenVersion = call.SeenVersion }, call.Cancellation, call.Once),
            () => receipts.FindAsync(call.Actor, id, call.Cancellation));
}
