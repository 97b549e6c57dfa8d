using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.App.ReadModel;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.Domain;

namespace OrderLedger.App.Views;

/// <summary>The views of one reader: built in, the own ones, and those that others share.</summary>
public sealed class ViewQueries(Book book, LedgerReadModel model)
{
    /// <summary>Shared views listed at most, beside the own ones; by name.</summary>
    private const int SharedMax = 200;

    /// <summary>Built-in ones first, then the own, then the shared, each by name.</summary>
    /// <param name="withCounts">Count the rows behind each.</param>
    public async Task<IReadOnlyList<ViewInfo>> ListAsync(Actor reader, bool withCounts, CancellationToken cancellation)
    {
        await using var db = book.CreateDb();
        var own = await db.ViewLayouts.AsNoTracking().Where(l => l.UserId == reader.UserId)
            .ToDictionaryAsync(static l => l.ViewKey, static l => l.Json, StringComparer.Ordinal, cancellation);
        var saved = await db.SavedViews.AsNoTracking().VisibleTo(reader.UserId).OrderByDescending(v => v.OwnerId == reader.UserId)
            .ThenBy(static v => v.NameKey).ThenBy(static v => v.Id).Take(SaveView.ViewsMax + SharedMax).ToListAsync(cancellation);
        List<ViewInfo> views =
        [
            .. ViewRules.BuiltIn(reader).Select(view => ViewInfo.BuiltIn(view.Name, view.Filter, own.GetValueOrDefault(view.Name), reader)),
            .. saved.Select(view => ViewInfo.Of(view, own.GetValueOrDefault($"{view.Id}"), reader)),
        ];
        return withCounts ? await CountedAsync(reader, views, cancellation) : views;
    }

    /// <summary>The same views with the number of rows behind each that the reader may use.</summary>
    public async Task<IReadOnlyList<ViewInfo>> CountedAsync(Actor reader, IReadOnlyList<ViewInfo> views, CancellationToken cancellation)
    {
        var counts = await model.CountAsync([.. views.Where(static v => v.Problem is null).Select(static v => (v.Rows, v.Filter))],
            reader, cancellation);
        return [.. views.Select(view => view.Problem is null ? view with { Count = counts[(view.Rows, view.Filter)] } : view)];
    }

    /// <summary>How this reader has arranged the other kind of rows of a view; null: not at all.</summary>
    public async Task<ViewLayout?> LayoutAsync(Actor reader, ViewInfo view, LedgerRows rows, CancellationToken cancellation)
    {
        if (rows == view.Rows) return view.Layout;

        var key = ViewRules.LayoutKey(view.Key, view.Rows, rows);
        await using var db = book.CreateDb();
        var own = await db.ViewLayouts.AsNoTracking().Where(l => l.UserId == reader.UserId && l.ViewKey == key)
            .Select(static l => l.Json).FirstOrDefaultAsync(cancellation);
        return ViewLayout.Read(own, reader, rows);
    }

    /// <summary>How this reader has arranged the lines inside an order's page; null: not at all.</summary>
    public async Task<ViewLayout?> LinesLayoutAsync(Actor reader, CancellationToken cancellation)
    {
        await using var db = book.CreateDb();
        var own = await db.ViewLayouts.AsNoTracking().Where(l => l.UserId == reader.UserId && l.ViewKey == ViewRules.LinesOfOrder)
            .Select(static l => l.Json).FirstOrDefaultAsync(cancellation);
        return ViewLayout.Read(own, reader, LedgerRows.Lines);
    }

    /// <param name="key">Id, or name of a built-in view.</param>
    public async Task<Outcome<ViewInfo>> FindAsync(Actor reader, string key, CancellationToken cancellation)
    {
        await using var db = book.CreateDb();
        var own = await db.ViewLayouts.AsNoTracking().Where(l => l.UserId == reader.UserId && l.ViewKey == key)
            .Select(static l => l.Json).FirstOrDefaultAsync(cancellation);
        if (ViewRules.Standing(reader, key) is { } standing) return ViewInfo.BuiltIn(key, standing.Filter, own, reader);

        var id = IdOf(key);
        return await db.SavedViews.AsNoTracking().VisibleTo(reader.UserId).FirstOrDefaultAsync(v => v.Id == id, cancellation) is { } view
            ? ViewInfo.Of(view, own, reader) : Refusal.NotFound("view.not-found", key);
    }

    /// <summary>Null where the key can be no id.</summary>
    internal static long? IdOf(string key) =>
        long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
