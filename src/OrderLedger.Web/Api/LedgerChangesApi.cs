using System.Globalization;
using OrderLedger.App.Grid;
using OrderLedger.Domain;
using OrderLedger.Web.Ui.Layout;

namespace OrderLedger.Web.Api;

/// <summary>Changes of many orders at once: cells of the grid, and one event for a selection.</summary>
internal static class LedgerChangesApi
{
    /// <summary>Ten thousand cells with what was seen in each, and two thousand new rows.</summary>
    private const int BodyBytesMax = 8 << 20;
    private static readonly Texts Texts = new();

    public static void MapLedgerChanges(this RouteGroupBuilder api)
    {
        var ledger = api.MapGroup("/ledger").WithTags("ledger").WithMetadata(new BodyBytes(BodyBytesMax));
        ledger.MapPost("/changes", Change).WithName("changeLedger").Produces<LedgerChanged>()
            .Produces<LedgerChanged>(StatusCodes.Status409Conflict);
        ledger.MapPost("/events", Take).WithName("takeLedgerEvent").Produces<EventsTaken>();
    }

    /// <summary>409 with the same body when a change was to be written and was not.</summary>
    private static async Task<IResult> Change(Call<ChangeCells.Input> call, ChangeCells verb)
    {
        var outcome = await verb.RunAsync(call.Actor, call.Input, call.Cancellation, call.Input.Preview ? null : call.Once);
        if (!outcome.Accepted) return Problems.From(call.Http, outcome.Refusal);
        var result = outcome.Value;
        SpeakAsAsked(call.Http);
        LedgerChanged body = new(result.ChangeSet, result.Applied,
            [.. result.Problems.Select(static p => new LedgerProblem(p.Index, p.NewOrder, p.Field, p.Code, p.Facts, Sentence(p),
                p.NewLine, p.GoneLine))], result.Conflicts, result.Orders, result.Joined);
        var isRefused = !call.Input.Preview && result.Problems.Count + result.Conflicts.Count > 0;
        return TypedResults.Json(body, App.Json.LedgerJson.Options,
            statusCode: isRefused ? StatusCodes.Status409Conflict : StatusCodes.Status200OK);
    }

    private static Task<IResult> Take(Call<BulkEvent.Request> call, BulkEvent verb) => call.Http.TakenAsync(
        verb.RunAsync(call.Actor, call.Input, call.Cancellation, call.Input.Preview ? null : call.Once));

    /// <summary>What came of each order, with the sentence of a refusal.</summary>
    public static async Task<IResult> TakenAsync(this HttpContext http, Task<Outcome<BulkEvent.Result>> asked)
    {
        var outcome = await asked;
        if (!outcome.Accepted) return Problems.From(http, outcome.Refusal);
        SpeakAsAsked(http);
        var result = outcome.Value;
        EventsTaken body = new(result.ChangeSet, result.Accepted, result.Refused, [.. result.Orders.Select(static o => new EventTaken(
            o.OrderId, o.Number, o.Accepted, o.Code, o.Facts, o.Code is null ? null : Texts[Refusal.Invalid(o.Code, o.Facts ?? [])]))]);
        return TypedResults.Json(body, App.Json.LedgerJson.Options);
    }

    private static string Sentence(CellProblem problem) => problem.Code == ChangeCells.NeedsFacts
        ? Texts["refusal.needs-facts", string.Join(Texts["grid.and"], problem.Facts.Select(static fact => Texts[$"grid.fact.{fact}"]))]
        : Texts[Refusal.Invalid(problem.Code, problem.Facts)];

    private static void SpeakAsAsked(HttpContext http) =>
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(Preferences.Of(http).Language);
}

/// <param name="ChangeSet">Absent when nothing was written.</param>
/// <param name="Applied">Cells that change (in a preview: would).</param>
/// <param name="Orders">Ids of the orders that change.</param>
/// <param name="Joined">Rows of the new orders that become lines of an order that is there.</param>
public sealed record LedgerChanged(long? ChangeSet, int Applied, IReadOnlyList<LedgerProblem> Problems,
    IReadOnlyList<CellConflict> Conflicts, IReadOnlyList<long> Orders, IReadOnlyList<JoinedRow> Joined);

/// <param name="Index">Of the change; absent for a row that would become a new order.</param>
/// <param name="NewOrder">Of that row.</param>
/// <param name="Detail">The sentence in the reader's language.</param>
/// <param name="NewLine">Of a row that would become a line.</param>
/// <param name="GoneLine">Of a line that would go.</param>
public sealed record LedgerProblem(int? Index, int? NewOrder, string? Field, string Code, IReadOnlyList<string> Facts, string Detail,
    int? NewLine = null, int? GoneLine = null);

/// <param name="ChangeSet">Absent when nothing was written.</param>
public sealed record EventsTaken(long? ChangeSet, int Accepted, int Refused, IReadOnlyList<EventTaken> Orders);

/// <param name="Code">Why it was refused; absent when accepted.</param>
/// <param name="Detail">The sentence in the reader's language.</param>
public sealed record EventTaken(long OrderId, string? Number, bool Accepted, string? Code, IReadOnlyList<string>? Facts, string? Detail);
