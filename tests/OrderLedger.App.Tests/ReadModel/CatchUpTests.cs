using OrderLedger.App.Orders;
using OrderLedger.App.ReadModel.Columns;

namespace OrderLedger.App.Tests.ReadModel;

public sealed class CatchUpTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Catching_up_after_random_work_equals_a_rebuild(int seed)
    {
        await using var book = await BookWithModel.CreateAsync(TestContext.Current.CancellationToken);
        var random = new Random(seed);
        var work = new RandomWork(book, random);
        await work.BeginAsync();
        for (var i = 0; i < 40; i++)
        {
            await work.StepAsync();
            if (random.Next(4) == 0) await book.Model.CatchUpAsync(TestContext.Current.CancellationToken);
        }
        var caughtUp = await book.EverythingAsync();

        await book.Model.RebuildAsync(TestContext.Current.CancellationToken);

        Assert.Equal(await book.EverythingAsync(), caughtUp);
        await AssertTotalsOfTheBookAsync(book);
    }

    [Fact]
    public async Task A_reader_who_leaves_does_not_stop_the_rebuild_for_the_next()
    {
        await using var book = await BookWithModel.CreateAsync(TestContext.Current.CancellationToken);
        await book.CustomerAsync("宁波海晟", code: "C1");
        await book.ProductAsync("法兰", "F1", 10);
        await book.PlaceAsync("C1", ("F1", 1));
        using var impatient = new CancellationTokenSource();
        var asked = book.Model.RebuildAsync(impatient.Token);
        await impatient.CancelAsync();
        await Task.WhenAny(asked);

        Assert.Equal(1, (await book.QueryAsync(new())).Count);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            book.Model.CountsAsync(BookWithModel.Owner, impatient.Token));
        Assert.Equal(1, (await book.QueryAsync(new())).Count);
    }

    [Fact]
    public async Task While_it_is_built_anew_it_says_how_far_it_is()
    {
        await using var book = await BookWithModel.CreateAsync(TestContext.Current.CancellationToken);
        await book.CustomerAsync("宁波海晟", code: "C1");
        await book.ProductAsync("法兰", "F1", 10);
        for (var i = 1; i <= 3; i++) await book.PlaceAsync("C1", ("F1", i));
        Assert.Equal(3, (await book.QueryAsync(new())).Count);
        Assert.Null(book.Model.Building);

        (long Done, long Of)? seen = null;
        var rebuilt = book.Model.RebuildAsync(TestContext.Current.CancellationToken);
        while (!rebuilt.IsCompleted) seen = book.Model.Building is { Of: > 0 } now ? now : seen;
        await rebuilt;

        Assert.Equal(3, seen?.Of);
        Assert.Null(book.Model.Building);
    }

    [Fact]
    public async Task Of_two_models_in_one_process_the_second_keeps_its_own_in_memory()
    {
        await using var book = await BookWithModel.CreateAsync(TestContext.Current.CancellationToken);
        await book.CustomerAsync("宁波海晟", code: "C1");
        await book.ProductAsync("法兰", "F1", 10);
        await book.PlaceAsync("C1", ("F1", 1));
        await book.QueryAsync(new());
        await using var other = book.NewModel();
        await book.PlaceAsync("C1", ("F1", 2));

        var asked = await other.QueryAsync(new(), BookWithModel.Owner, TestContext.Current.CancellationToken);
        Assert.Equal(2, asked.Value!.Count);
        Assert.Equal(2, (await book.QueryAsync(new())).Count);
    }

    [Fact]
    public async Task A_change_of_the_customer_reaches_the_orders()
    {
        await using var book = await BookWithModel.CreateAsync(TestContext.Current.CancellationToken);
        var customer = await book.CustomerAsync("宁波海晟", code: "C1", region: "浙江");
        await book.ProductAsync("法兰", "F1", 10);
        await book.PlaceAsync("C1", ("F1", 1));
        await book.QueryAsync(new());

        await book.CustomerAsync("宁波海晟机电", customer.Id, region: "上海", @class: "VIP");

        var page = await book.QueryAsync(new() { Columns = ["customer", "region", "class"] });
        // The name on the order is the one it was placed with (I35).
        Assert.Equal(["宁波海晟", "上海", "VIP"], page.Rows.Single());
        Assert.Equal(1, (await book.QueryAsync(new() { Q = "机电" })).Count);
    }

    [Fact]
    public async Task Readers_and_writers_at_once_see_every_own_write()
    {
        await using var book = await BookWithModel.CreateAsync(TestContext.Current.CancellationToken);
        await book.CustomerAsync("宁波海晟", code: "C1");
        await book.ProductAsync("法兰", "F1", 10);
        await Parallel.ForEachAsync(Enumerable.Range(0, 24), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
        {
            var order = await book.PlaceAsync(new PlaceOrder.Input(Customer: "C1", Remark: $"r{i}"), ("F1", i + 1));
            var page = await book.QueryAsync(new() { Filter = $"id = {order.Id}", Columns = ["remark"] });
            Assert.Equal($"r{i}", page.Rows.Single()[0]);
        });
        Assert.Equal(24, (await book.QueryAsync(new())).Count);
    }

    /// <summary>The sums of the ledger are those of the book's own aggregates.</summary>
    private static async Task AssertTotalsOfTheBookAsync(BookWithModel book)
    {
        await using var db = book.Book.CreateDb();
        var orders = await OrderOracle.LoadAsync(db);
        var page = await book.QueryAsync(new() { Totals = true, Limit = 0 });
        Assert.Equal(orders.Count, page.Count);
        Assert.Equal(orders.Sum(static order => order.Total.Amount), page.Totals!["total"]);
        Assert.Equal(orders.Sum(static order => order.TaxAmount.Amount), page.Totals["tax"]);
        Assert.Equal(orders.Sum(static order => order.Outstanding.Amount), page.Totals["outstanding"]);
        Assert.Equal(orders.Sum(static order => order.Profit.Amount), page.Totals["profit"]);
        var lines = await book.QueryAsync(new() { Rows = LedgerRows.Lines, Totals = true, Limit = 0 });
        Assert.Equal(orders.Sum(static order => order.Lines.Count), lines.Count);
        Assert.Equal(orders.Sum(static order => order.Total.Amount), lines.Totals!["amount"]);
        Assert.Equal(orders.Sum(static order => order.Profit.Amount), lines.Totals["profit"]);
        Assert.Equal(orders.SelectMany(static order => order.Lines).Sum(static line => line.Quantity.Value), lines.Totals["quantity"]);
    }
}
