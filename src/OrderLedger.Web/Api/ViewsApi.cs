using OrderLedger.App.Access;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.App.Views;
using OrderLedger.Domain;
using OrderLedger.Web.Hosting;

namespace OrderLedger.Web.Api;

/// <summary>Views of the ledger: built in, kept by the user, shared by others; and each user's layout of them.</summary>
internal static class ViewsApi
{
    public static void MapViews(this RouteGroupBuilder api)
    {
        var views = api.MapGroup("/views").WithTags("views");
        views.MapGet("/", List).WithName("listViews").Produces<IReadOnlyList<ViewAnswer>>();
        views.MapPost("/", Create).WithName("createView").Produces<ViewAnswer>(StatusCodes.Status201Created);
        views.MapGet("/{view}", Get).WithName("getView").Produces<ViewAnswer>();
        views.MapPatch("/{id:long}", Amend).WithName("amendView").Produces<ViewAnswer>();
        views.MapDelete("/{id:long}", Delete).WithName("deleteView").Produces(StatusCodes.Status204NoContent);
        views.MapPut("/{view}/layout", Arrange).WithName("arrangeView").Produces<ViewLayout>();
    }

    private static async Task<IResult> List(HttpContext http, ViewQueries views, bool? counts)
    {
        var found = await views.ListAsync(http.Actor(), counts ?? false, http.RequestAborted);
        return TypedResults.Ok<IReadOnlyList<ViewAnswer>>([.. found.Select(ViewAnswer.Of)]);
    }

    private static Task<IResult> Get(string view, HttpContext http, ViewQueries views) =>
        http.OkAsync(FindAsync(views, http.Actor(), view, http.RequestAborted));

    private static Task<IResult> Create(Call<SaveView.Input> call, SaveView verb) =>
        call.Http.CreatedAsync(
            AnswerAsync(verb.RunAsync(call.Actor, null, call.Input with { SeenVersion = null }, call.Cancellation, call.Once)),
            static view => $"/api/v1/views/{view.Id}");

    private static Task<IResult> Amend(long id, Call<SaveView.Input> call, SaveView verb, ViewQueries views) =>
        call.Http.ChangedAsync(
            AnswerAsync(verb.RunAsync(call.Actor, id, call.Input with { SeenVersion = call.SeenVersion }, call.Cancellation)),
            () => FindAsync(views, call.Actor, $"{id}", call.Cancellation));

    private static async Task<IResult> Delete(long id, Call<Nothing> call, DeleteView verb, ViewQueries views)
    {
        var done = await verb.RunAsync(call.Actor, id, call.SeenVersion, call.Cancellation);
        if (done.Accepted) return TypedResults.NoContent();
        var now = done.Refusal.Kind == RefusalKind.Stale ? await FindAsync(views, call.Actor, $"{id}", call.Cancellation) : null;
        return Problems.From(call.Http, done.Refusal, current: now?.Value);
    }

    /// <summary>The layout of the view's own rows, or of the other kind: <c>rows=lines</c>.</summary>
    private static async Task<IResult> Arrange(string view, string? rows, Call<ViewLayout> call, SaveLayout verb)
    {
        LedgerRows? shown = rows switch { "lines" => LedgerRows.Lines, "orders" => LedgerRows.Orders, _ => null };
        if (shown is null && !string.IsNullOrEmpty(rows))
            return Problems.From(call.Http, Refusal.Invalid("ledger.rows-unknown", rows).At("Rows"));
        return await call.Http.OkAsync(verb.RunAsync(call.Actor, view, call.Input, call.Cancellation, shown));
    }

    private static Task<Outcome<ViewAnswer>> FindAsync(ViewQueries views, Actor reader, string key, CancellationToken cancellation) =>
        AnswerAsync(views.FindAsync(reader, key, cancellation));

    private static async Task<Outcome<ViewAnswer>> AnswerAsync(Task<Outcome<ViewInfo>> asked)
    {
        var view = await asked;
        return view.Accepted ? ViewAnswer.Of(view.Value) : view.Refusal;
    }
}

/// <summary>A view on the wire.</summary>
/// <param name="Key">Id or built-in name, as in <c>/?view=</c>.</param>
/// <param name="Label">Its name; of a built-in one in the reader's language.</param>
/// <param name="Filter">Missing with a problem of a view of others.</param>
/// <param name="OwnLayout">The reader has arranged the columns.</param>
/// <param name="Count">Rows behind it, when asked for.</param>
/// <param name="Problem">Why the reader cannot use it.</param>
public sealed record ViewAnswer(string Key, long? Id, string Name, string Label, ViewKind Kind, string? Owner, bool Shared, LedgerRows Rows,
    string? Filter, string? Sort, string? Group, ViewLayout? Layout, bool OwnLayout, bool Editable, long? Count, long Version,
    ViewProblem? Problem)
{
    private static readonly Texts Texts = new();

    internal static ViewAnswer Of(ViewInfo view) => new(view.Key, view.Id, view.Name,
        view.Kind == ViewKind.BuiltIn ? Texts[$"ledger.tab.{view.Name}"] : view.Name, view.Kind, view.Owner, view.Shared, view.Rows,
        view.Filter, view.Sort, view.Group, view.Layout, view.IsOwnLayout, view.IsEditable, view.Count, view.Version,
        view.Problem is { } problem ? new(problem.Code, Texts[problem]) : null);
}

/// <param name="Detail">The sentence for the reader.</param>
public sealed record ViewProblem(string Code, string Detail);
