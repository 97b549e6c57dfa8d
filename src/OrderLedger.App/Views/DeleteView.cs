using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.Domain;

namespace OrderLedger.App.Views;

/// <summary>Removes a view with everybody's layout of it; who may change it may remove it.</summary>
public sealed class DeleteView(Ledger ledger)
{
    /// <param name="seenVersion">The version the user looked at; null: not asked.</param>
    /// <returns>The id.</returns>
    public Task<Outcome<long>> RunAsync(Actor actor, long id, long? seenVersion, CancellationToken cancellation) =>
        ledger.WriteAsync<long>(actor, "view.delete", async write =>
        {
            write.KeepOffTheRecord();
            var found = await write.Db.FindToChangeAsync(actor, id, cancellation);
            if (!found.Accepted) return found.Refusal;
            if (seenVersion is { } seen && seen != found.Value.Version)
                return new Refusal(RefusalKind.Stale, "view.stale", found.Value.Name);

            var key = id.ToString(CultureInfo.InvariantCulture);
            string[] keys = [key, ViewRules.LayoutKey(key, LedgerRows.Orders, LedgerRows.Lines),
                ViewRules.LayoutKey(key, LedgerRows.Lines, LedgerRows.Orders)];
            write.Db.ViewLayouts.RemoveRange(await write.Db.ViewLayouts.Where(l => keys.Contains(l.ViewKey)).ToListAsync(cancellation));
            write.Db.SavedViews.Remove(found.Value);
            await write.SaveAsync(cancellation);
            return id;
        }, cancellation);
}
