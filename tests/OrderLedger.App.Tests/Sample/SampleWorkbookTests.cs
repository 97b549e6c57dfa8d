using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Import;
using OrderLedger.App.Import.Reading;
using OrderLedger.App.Sample;
using OrderLedger.App.Tests.Import;
using OrderLedger.App.Verify;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Tests.Sample;

/// <summary>The sample as a workbook, read again by the import.</summary>
public sealed class SampleWorkbookTests : ImportTest
{
    [Fact]
    public async Task An_imported_sample_workbook_is_the_sample_again()
    {
        Book.Clock.Now = Sampled.Now;
        var plan = new SamplePlan(Sampled.Seed, SampleScale.Of(600), Sampled.Now) { BlockSize = 250 };
        await using var filled = await LedgerOnDisk.CreateAsync();
        Accepted(await SampleBook.FillAsync(filled.Book, plan, null, Cancellation));
        using var file = new MemoryStream();
        var written = Accepted(await SampleWorkbook.WriteAsync(file, plan, null, Cancellation));

        var done = await ImportAsync(file);

        Assert.Equal((600, 0, 0), (done.Orders.New, done.Orders.Unreadable, done.Rows.Skipped));
        Assert.Equal((written.Rows, written.Rows), (done.Rows.Table, done.Rows.Imported));
        Assert.DoesNotContain(done.Columns, static column => column.Use == ImportUse.NotUsed);
        Assert.Empty(done.Warnings);
        var expected = await OrdersAsync(filled);
        Assert.Contains(expected, static order => order.Value.Received > Money.Zero);
        Assert.Equal(expected, await OrdersAsync(Book));
        Assert.Empty((await new BookVerifier(Book.Book).RunAsync(null, Cancellation)).Violations);
    }

    [Fact]
    public async Task Imported_twice_a_sample_workbook_changes_nothing()
    {
        Book.Clock.Now = Sampled.Now;
        using var file = new MemoryStream();
        Accepted(await SampleWorkbook.WriteAsync(file, Sampled.PlanOf(120), null, Cancellation));

        await ImportAsync(file);

        Assert.Equal(new ImportCounts(0, 0, 120, 0, 0), (await ImportAsync(file)).Orders);
    }

    [Fact]
    public async Task More_than_one_sheet_holds_is_refused_with_the_orders_that_fit()
    {
        using var file = new MemoryStream();
        var plan = Sampled.PlanOf(50);
        var fitting = plan.Block(0).Orders.Take(20).Sum(static order => order.Lines.Count);

        var refused = Refused(
            await SampleWorkbook.WriteAsync(file, plan, fitting, null, Cancellation), RefusalKind.Invalid, "sample.workbook-full");

        Assert.Equal("20", refused.Facts[0]);
    }

    private async Task<ImportResult> ImportAsync(MemoryStream file)
    {
        file.Position = 0;
        var workbook = Accepted(WorkbookReader.Open(new MemoryStream(file.ToArray()), "样例.xlsx"));
        return Accepted(await Import.RunAsync(People.Owner, workbook, new(), null, Cancellation));
    }

    /// <summary>What a row of a ledger says of an order, by its number.</summary>
    private static Task<SortedDictionary<string, Said>> OrdersAsync(LedgerOnDisk book) => book.ReadAsync(static async db =>
    {
        var orders = await db.Orders.AsNoTracking().Include(static o => o.Lines).AsSplitQuery().ToListAsync(Cancellation);
        return new SortedDictionary<string, Said>(orders.ToDictionary(static o => o.Number!, static o => new Said(
            o.CustomerCode, o.OrderDate, o.Lines.Count, o.Total, o.Received, o.DueDate,
            o.Lines.Aggregate(Money.Zero, static (sum, line) => sum + line.UnitCost.Times(line.Quantity, 0)),
            o.Status == OrderStatus.Draft, o.Status == OrderStatus.Cancelled)), StringComparer.Ordinal);
    });

    private sealed record Said(string Customer, DateOnly Date, int Lines, Money Total, Money Received, DateOnly? Due, Money Cost,
        bool IsDraft, bool IsCancelled);
}
