using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.App.Data.Commit;
using OrderLedger.Domain;

namespace OrderLedger.App.Settings;

/// <summary>Stores the book's settings; only the keys that changed are written and journalled.</summary>
public sealed class SaveSettings(Ledger ledger, Book book)
{
    public async Task<Outcome<BookSettings>> RunAsync(
        Actor actor, BookSettings settings, CancellationToken cancellation, Once? once = null)
    {
        var outcome = await ledger.WriteAsync<BookSettings>(actor, "settings.save", async write =>
        {
            if (actor.May(Right.Settings) is { } forbidden) return forbidden;
            if (settings.Check() is { } refusal) return refusal;
            await ApplyAsync(write, settings, cancellation);
            return settings;
        }, cancellation, once);
        book.ForgetSettings();
        return outcome;
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
