using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.Domain;

namespace OrderLedger.App.Views;

/// <summary>Keeps how this user has arranged the columns of a view. The last one counts; an empty one goes back to the view's
/// own.</summary>
public sealed class SaveLayout(Ledger ledger)
{
    /// <param name="viewKey">Id, or name of a built-in view; <c>order</c> for the lines inside an order's page.</param>
    /// <param name="rows">What one row stands for; null: as in the view.</param>
    public Task<Outcome<ViewLayout>> RunAsync(
        Actor actor, string viewKey, ViewLayout layout, CancellationToken cancellation, LedgerRows? rows = null) =>
        ledger.WriteAsync<ViewLayout>(actor, "view.layout", async write =>
        {
            write.KeepOffTheRecord();
            if (actor.UserId is not { } user) return Refusal.Forbidden("view.no-account");
            var id = ViewQueries.IdOf(viewKey);
            var usual = viewKey == ViewRules.LinesOfOrder ? LedgerRows.Lines : ViewRules.Standing(actor, viewKey) is not null ? LedgerRows.Orders
                : await write.Db.SavedViews.VisibleTo(user).Where(v => v.Id == id).Select(static v => (LedgerRows?)v.RowKind)
                    .FirstOrDefaultAsync(cancellation);
            if (usual is not { } known) return Refusal.NotFound("view.not-found", viewKey);
            if (layout.Check(actor, "", rows ?? known) is { } wrong) return wrong;

            var key = ViewRules.LayoutKey(viewKey, known, rows ?? known);
            var own = await write.Db.ViewLayouts.FirstOrDefaultAsync(l => l.UserId == user && l.ViewKey == key, cancellation);
            var json = layout.Write();
            if (own is not null && json is not null) own.Json = json;
            else if (own is not null) write.Db.ViewLayouts.Remove(own);
            else if (json is not null) write.Db.ViewLayouts.Add(new() { UserId = user, ViewKey = key, Json = json });
            await write.SaveAsync(cancellation);
            return layout;
        }, cancellation);
}
