using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.Domain;

namespace OrderLedger.App.Views;

/// <summary>Keeps how this user has arranged the columns of a view. The last one counts; an empty one goes back to the view's
/// own.</summary>
public sealed class SaveLayout(Ledger ledger)
{
    /// <param name="viewKey">Id, or name of a built-in view.</param>
    public Task<Outcome<ViewLayout>> RunAsync(Actor actor, string viewKey, ViewLayout layout, CancellationToken cancellation) =>
        ledger.WriteAsync<ViewLayout>(actor, "view.layout", async write =>
        {
            write.KeepOffTheRecord();
            if (actor.UserId is not { } user) return Refusal.Forbidden("view.no-account");
            if (layout.Check(actor, "") is { } wrong) return wrong;
            var id = ViewQueries.IdOf(viewKey);
            if (!ViewRules.BuiltIn(actor).Any(view => view.Name == viewKey)
                && !await write.Db.SavedViews.VisibleTo(user).AnyAsync(v => v.Id == id, cancellation))
                return Refusal.NotFound("view.not-found", viewKey);

            var own = await write.Db.ViewLayouts.FirstOrDefaultAsync(l => l.UserId == user && l.ViewKey == viewKey, cancellation);
            var json = layout.Write();
            if (own is not null && json is not null) own.Json = json;
            else if (own is not null) write.Db.ViewLayouts.Remove(own);
            else if (json is not null) write.Db.ViewLayouts.Add(new() { UserId = user, ViewKey = viewKey, Json = json });
            await write.SaveAsync(cancellation);
            return layout;
        }, cancellation);
}
