using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.App.Data.Journal;
using OrderLedger.App.Orders;
using OrderLedger.App.Sample;
using OrderLedger.App.Verify;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Tests.Sample;

public sealed class SampleBookTests : IAsyncLifetime
{
    private LedgerOnDisk _place = null!;
    private Book _book = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _place = await LedgerOnDisk.CreateAsync();
        _book = _place.Book;
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _place.DisposeAsync();
    }

    [Fact]
    public async Task The_demo_book_is_clean()
    {
        var filled = await FillAsync(SampleScale.Demo);

        Assert.Equal(390, filled.Orders);
        var report = await new BookVerifier(_book).RunAsync(null, Cancellation);
        Assert.Equal((390, filled.Receipts), (report.Orders, (int)report.Receipts));
        Assert.Empty(report.Violations);
    }

    [Fact]
    public async Task A_book_of_several_blocks_is_clean()
    {
        var plan = new SamplePlan(Sampled.Seed, SampleScale.Of(1_500), Sampled.Now) { BlockSize = 400 };

        var filled = await SampleBook.FillAsync(_book, plan, null, Cancellation);

        Assert.Equal(1_500, filled.Value?.Orders);
        Assert.Empty((await new BookVerifier(_book).RunAsync(null, Cancellation)).Violations);
    }

    [Fact]
    public async Task A_book_with_anything_in_it_is_refused()
    {
        await FillAsync(SampleScale.Of(50));

        var again = await SampleBook.FillAsync(_book, SampleScale.Of(50), 1, Sampled.Now, null, Cancellation);

        Assert.Equal("sample.book-not-empty", again.Refusal?.Code);
    }

    [Fact]
    public async Task Every_order_has_the_stages_that_people_work_on()
    {
        await FillAsync(SampleScale.Demo);

        await using var db = _book.CreateDb();
        var statuses = await db.Orders.Select(static order => order.Status).Distinct().ToListAsync(Cancellation);
        Assert.Equal(Enum.GetValues<OrderStatus>().Order(), statuses.Order());
        Assert.True(await db.Customers.Select(static c => c.Class).Distinct().CountAsync(Cancellation) >= 3);
    }

    [Fact]
    public async Task The_history_of_a_small_book_tells_every_event_from_old_to_new()
    {
        await FillAsync(SampleScale.Demo);

        await using var db = _book.CreateDb();
        var last = new Dictionary<(string Entity, long Id, string Field), string>();
        var versions = new Dictionary<(string Root, long Id), long>();
        foreach (var entry in await db.Journal.AsNoTracking().OrderBy(static e => e.Seq).ToListAsync(Cancellation))
        {
            Assert.Equal(versions.GetValueOrDefault((entry.Root, entry.RootId)) + 1, entry.RootVersion);
            versions[(entry.Root, entry.RootId)] = entry.RootVersion;
            foreach (var change in entry.Changes)
            {
                foreach (var (field, values) in change.F)
                {
                    Assert.Equal(last.GetValueOrDefault((change.E, change.Id, field), "null"), values[0].GetRawText());
                    last[(change.E, change.Id, field)] = values[1].GetRawText();
                }
            }
        }

        foreach (var order in await db.Orders.AsNoTracking().ToListAsync(Cancellation))
        {
            Assert.Equal($"\"{order.Status}\"", last[("order", order.Id, nameof(Order.Status))]);
            Assert.Equal(order.Version, versions[("order", order.Id)]);
        }
    }

    [Fact]
    public async Task Change_sets_of_a_small_book_follow_one_another_in_time()
    {
        await FillAsync(SampleScale.Demo);

        await using var db = _book.CreateDb();
        var times = await db.Journal.OrderBy(static entry => entry.Seq)
            .Join(db.ChangeSets, static e => e.ChangeSetId, static c => c.Id, static (_, c) => c.At)
            .ToListAsync(Cancellation);
        Assert.Equal(times.Order(), times);
        Assert.True(times[^1] <= Sampled.Now.UtcDateTime);
    }

    [Fact]
    public async Task The_next_order_of_today_gets_the_next_number()
    {
        await FillAsync(SampleScale.Of(600));
        await using var db = _book.CreateDb();
        var before = await db.Orders.AsNoTracking().OrderByDescending(static o => o.Id).FirstAsync(Cancellation);
        var seen = await db.Orders.CountAsync(
            order => order.CustomerId == before.CustomerId && order.OrderDate == before.OrderDate, Cancellation);

        var placed = await new PlaceOrder(new(_book, TimeProvider.System)).RunAsync(Actor.LocalOwner,
            new(before.CustomerId, OrderDate: before.OrderDate, OverrideReason: "测试",
                Lines: [new(Product: "JG-0001", Quantity: Domain.Quantity.Of(1))]), Cancellation);

        Assert.Null(placed.Refusal);
        Assert.EndsWith($"-{seen + 1:D3}", placed.Value!.Number, StringComparison.Ordinal);
        Assert.Empty((await new BookVerifier(_book).RunAsync(null, Cancellation)).Violations);
    }

    [Fact]
    public async Task The_journal_of_a_large_book_names_every_thing_once()
    {
        var filled = await FillAsync(SampleScale.Of(5_100));

        await using var db = _book.CreateDb();
        var written = new[] { ("order", filled.Orders), ("shipment", filled.Shipments), ("receipt", filled.Receipts) };
        foreach (var (root, count) in written)
        {
            var entries = db.Journal.Where(entry => entry.Root == root);
            Assert.Equal(count, await entries.CountAsync(Cancellation));
            Assert.Equal(count, await entries.Select(static entry => entry.RootId).Distinct().CountAsync(Cancellation));
        }

        var entry = await db.Journal.AsNoTracking().FirstAsync(static entry => entry.Root == "order", Cancellation);
        var order = await db.Orders.AsNoTracking().SingleAsync(order => order.Id == entry.RootId, Cancellation);
        Assert.Equal(order.Number, entry.Changes[0].F[nameof(Order.Number)][1].GetString());
        Assert.Equal(JournalWriter.NameOf(typeof(Order)), entry.Changes[0].E);
    }

    private async Task<SampleFilled> FillAsync(SampleScale scale)
    {
        var filled = await SampleBook.FillAsync(_book, scale, Sampled.Seed, Sampled.Now, null, Cancellation);
        Assert.Null(filled.Refusal);
        return filled.Value!;
    }
}
