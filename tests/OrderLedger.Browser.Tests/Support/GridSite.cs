using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.App.Data;

namespace OrderLedger.Browser.Tests.Support;

/// <summary>One sample book for every test of the grid: 390 orders, two blocks of rows.</summary>
public sealed class GridSite(Chrome chrome) : IAsyncLifetime
{
    public const string Name = "grid";

    public LedgerSite Site { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Site = await LedgerSite.StartWithSampleAsync();

    public ValueTask DisposeAsync() => Site.DisposeAsync();

    /// <summary>The owner before the ledger, its grid running and as it comes: what another test arranged is forgotten.</summary>
    internal async Task<(Visit Visit, Pages.GridScreen Grid)> OpenAsync(Look? look = null)
    {
        await using (var db = Site.Get<Book>().CreateDb())
            await db.ViewLayouts.ExecuteDeleteAsync(TestContext.Current.CancellationToken);
        var visit = await Visit.SignInAsync(chrome, Site, nameof(Role.Owner), look);
        var grid = new Pages.GridScreen(visit.Page);
        await grid.RunsAsync();
        return (visit, grid);
    }
}

[CollectionDefinition(GridSite.Name)]
public sealed class GridGroup : ICollectionFixture<GridSite>;
