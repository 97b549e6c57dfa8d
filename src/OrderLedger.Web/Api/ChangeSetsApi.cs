using OrderLedger.App.ChangeSets;
using OrderLedger.Domain;
using OrderLedger.Web.Hosting;

namespace OrderLedger.Web.Api;

/// <summary>History and undo.</summary>
internal static class ChangeSetsApi
{
    private static readonly string[] Roots = ["order", "customer", "product", "shipment", "receipt"];

    public static void MapChangeSets(this RouteGroupBuilder api)
    {
        api.MapGet("/journal", Journal).WithTags("history").WithName("getJournal").Produces<IReadOnlyList<ChangeSetView>>();
        var sets = api.MapGroup("/change-sets").WithTags("history");
        sets.MapGet("/{id:long}", Get).WithName("getChangeSet").Produces<ChangeSetView>();
        sets.MapPost("/{id:long}/undo", Undo).WithName("undoChangeSet").Produces<UndoChangeSet.Result>();
    }

    /// <summary>Of one thing when it is named, else the newest change sets.</summary>
    private static async Task<IResult> Journal(HttpContext http, History history, string? entity, long? id, int? limit)
    {
        if (entity is null)
            return TypedResults.Ok(await history.RecentAsync(http.Actor(), limit ?? 100, http.RequestAborted));
        if (!Roots.Contains(entity, StringComparer.Ordinal))
            return Problems.From(
                http, Refusal.Invalid("journal.entity-unknown", entity, string.Join(", ", Roots)).At("entity"));
        return id is { } known
            ? TypedResults.Ok(await history.OfAsync(http.Actor(), entity, known, limit ?? 100, http.RequestAborted))
            : Problems.From(http, Refusal.Invalid("journal.id-missing").At("id"));
    }

    private static async Task<IResult> Get(long id, HttpContext http, History history) =>
        await history.FindAsync(http.Actor(), id, http.RequestAborted) is { } found
            ? TypedResults.Ok(found) : Problems.From(http, Refusal.NotFound("change-set.not-found", $"{id}"));

    private static Task<IResult> Undo(long id, Call<Nothing> call, UndoChangeSet verb) =>
        call.Http.OkAsync(verb.RunAsync(call.Actor, id, call.Cancellation, call.Once));
}
