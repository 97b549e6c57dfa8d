using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.App.ReadModel.Queries;
using OrderLedger.Domain;

namespace OrderLedger.App.Views;

/// <summary>What the verbs and queries of views share.</summary>
internal static class ViewRules
{
    /// <summary>The lines inside an order's page: no question of the ledger, but its columns are arranged like those of one.</summary>
    public const string LinesOfOrder = "order";

    /// <summary>Tabs that stand in everybody's bar.</summary>
    private static readonly string[] Shown = ["all", "toShip", "dueThisWeek", "overdue", "unpaid", "mine"];

    /// <summary>Every standing question of the ledger, also those that are no tab of everybody's bar.</summary>
    public static (string Name, string Filter)? Standing(Actor reader, string key) =>
        LedgerTabs.For(reader).Where(tab => tab.Name == key).Select(static tab => ((string, string)?)tab).FirstOrDefault();

    /// <summary>What a layout is kept under: lines of a view of orders are arranged apart from it.</summary>
    public static string LayoutKey(string key, LedgerRows own, LedgerRows shown) =>
        own == shown ? key : $"{key}:{(shown == LedgerRows.Lines ? "lines" : "orders")}";

    /// <summary>The built-in views of this reader. To a salesperson all orders are the own ones.</summary>
    public static IEnumerable<(string Name, string Filter)> BuiltIn(Actor reader) => LedgerTabs.For(reader)
        .Where(tab => Shown.Contains(tab.Name) && (tab.Name != "mine" || reader.Role != Role.Sales));

    public static bool IsBuiltIn(string name) =>
        LedgerTabs.For(Actor.LocalOwner).Any(tab => string.Equals(tab.Name, name, StringComparison.OrdinalIgnoreCase));

    public static IQueryable<SavedView> VisibleTo(this IQueryable<SavedView> views, long? user) =>
        views.Where(view => view.OwnerId == user || view.IsShared);

    /// <summary>The owner, and for shared ones who sets up the book.</summary>
    public static bool MayChange(SavedView view, Actor actor) =>
        view.OwnerId == actor.UserId || (view.IsShared && actor.May(Right.Settings) is null);

    /// <summary>Null when this user may ask what the view asks.</summary>
    public static Refusal? Check(SavedView view, Actor actor)
    {
        var asked = LedgerPlan.Read(
            new() { Rows = view.RowKind, Filter = view.FilterText, Sort = view.SortTerms, Columns = ["id"] }, actor);
        if (!asked.Accepted || view.GroupTerms is null) return asked.Refusal;

        return GroupPlan.Read(new() { Rows = view.RowKind, By = view.GroupTerms }, actor).Refusal is { } refusal
            ? refusal.At("Group") : null;
    }

    /// <summary>The view that this actor is about to change; not found where it is not to be seen.</summary>
    public static async Task<Outcome<SavedView>> FindToChangeAsync(
        this LedgerDb db, Actor actor, long id, CancellationToken cancellation)
    {
        var view = await db.SavedViews.VisibleTo(actor.UserId).FirstOrDefaultAsync(v => v.Id == id, cancellation);
        if (view is null) return Refusal.NotFound("view.not-found", $"{id}");
        return MayChange(view, actor) ? view : Refusal.Forbidden("view.not-yours", view.Name, view.OwnerName);
    }
}
