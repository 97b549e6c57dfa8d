using OrderLedger.App.Access;
using OrderLedger.App.Orders;
using OrderLedger.Browser.Tests.Pages;

namespace OrderLedger.Browser.Tests.Support;

/// <summary>A small book of its own for each test that types: six confirmed orders, the newest in the first row.</summary>
public abstract class EditBook(Chrome chrome) : IAsyncLifetime
{
    private readonly List<Visit> _visits = [];

    protected LedgerSite Site { get; private set; } = null!;

    /// <summary>In the order of the rows.</summary>
    protected IReadOnlyList<long> Orders { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        Site = await LedgerSite.StartAsync();
        await Site.AddUserAsync("周敏", Role.Owner);
        var orders = new List<long>();
        foreach (var customer in (string[])["甲公司", "乙公司", "丙公司", "丁公司", "戊公司", "己公司"]) orders.Insert(0, await Site.PlaceAsync(customer));
        Orders = orders;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var visit in _visits) await visit.DisposeAsync();
        await Site.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Somebody before the ledger, with the remark and the customer's order number among the columns.</summary>
    internal async Task<(Visit Visit, GridScreen Grid)> OpenAsync(string name = "周敏", Look? look = null)
    {
        var visit = await Visit.SignInAsync(chrome, Site, name, look);
        _visits.Add(visit);
        var grid = new GridScreen(visit.Page);
        await grid.RunsAsync();
        await grid.ShowAsync("备注", "客户单号");
        return (visit, grid);
    }

    /// <summary>What was typed has been written: an undo that is asked for waits for it, and so does this.</summary>
    protected static Task IdleAsync(IPage page) => Expect(page.Locator(".fill.gridded")).ToHaveAttributeAsync("data-writing", "0");

    protected async Task<OrderView> OrderAsync(int row)
    {
        var found = await Site.Get<OrderQueries>().FindAsync(Actor.LocalOwner, Orders[row], TestContext.Current.CancellationToken);
        return found.Accepted ? found.Value : throw new InvalidOperationException(found.Refusal.Code);
    }

    /// <summary>As a colleague does it from elsewhere.</summary>
    protected async Task AmendAsync(int row, AmendOrder.Input input)
    {
        var done = await Site.Get<AmendOrder>().RunAsync(Actor.LocalOwner, Orders[row], input, TestContext.Current.CancellationToken);
        Assert.Null(done.Refusal);
    }
}
