using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.App.Data.Commit;
using OrderLedger.App.Orders;
using OrderLedger.Domain;

namespace OrderLedger.App.Settings;

/// <summary>Stores the book's settings; only the keys that changed are written and journalled.</summary>
public sealed class SaveSettings(Ledger ledger, Book book)
{
    public async Task<Outcome<BookSettings>> RunAsync(
        Actor actor, BookSettings settings, CancellationToken cancellation, Once? once = null)
    {
        var outcome = await ledger.WriteAloneAsync<BookSettings>(actor, "settings.save", async write =>
        {
            if (actor.May(Right.Settings) is { } forbidden) return forbidden;
            if (settings.Check() is { } refusal) return refusal;
            // Every amount of the book is in it; another would change what all of them mean.
            if (settings.Company.Currency != write.Settings.Company.Currency && await write.Db.Orders.AnyAsync(cancellation))
                return Refusal.NotAllowed("settings.currency-fixed", write.Settings.Company.Currency).At("Company.Currency");
            await ApplyAsync(write, settings, cancellation);
            if (settings.Company.TimeZone != write.Settings.Company.TimeZone) await DeriveDatesAsync(write, settings, cancellation);
            return settings;
        }, cancellation, once);
        book.ForgetSettings();
        return outcome;
    }

    /// <summary>In another zone an instant may fall on another day, and a payment due on another with it (I21).</summary>
    private static async Task DeriveDatesAsync(Write write, BookSettings settings, CancellationToken cancellation)
    {
        const int Chunk = 500;
        await write.SaveAsync(cancellation);
        var ids = await write.Db.Orders.Where(static o => o.PaymentDueOn != null).OrderBy(static o => o.Id)
            .Select(static o => o.Id).ToListAsync(cancellation);
        foreach (var chunk in ids.Chunk(Chunk))
        {
            foreach (var order in await write.Db.Orders.WithFacts().Where(o => chunk.Contains(o.Id)).ToListAsync(cancellation))
                order.Derive(settings.ToDate);
            await write.SaveChunkAsync(cancellation);
        }
    }

    internal static async Task ApplyAsync(Write write, BookSettings settings, CancellationToken cancellation)
    {
        var stored = await write.Db.Settings.ToDictionaryAsync(static s => s.Key, StringComparer.Ordinal, cancellation);
        var defaults = BookSettings.Default.ToRows();
        foreach (var (key, value) in settings.ToRows())
        {
            if (stored.TryGetValue(key, out var setting)) setting.Value = value;
            else if (value != defaults[key]) write.Db.Settings.Add(new Setting { Key = key, Value = value });
        }
    }
}
