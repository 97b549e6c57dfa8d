using OrderLedger.App.Desks;
using OrderLedger.App.Orders;
using OrderLedger.App.Tests.ReadModel;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;
using static OrderLedger.App.Tests.Desks.DeskBook;

namespace OrderLedger.App.Tests.Desks;

public sealed class MakeDeskTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_to_be_made_stands_by_product_the_first_due_first()
    {
        await using var book = await CreateAsync();
        await PlaceAsync(book, "C1", 9, ("F1", 10), ("G1", 5));
        var late = await PlaceAsync(book, "C2", -2, ("F1", 4));
        var held = await PlaceAsync(book, "C2", 1, ("F1", 7));
        await BookWithModel.DoneAsync(new HoldOrder(book.Ledger).RunAsync(BookWithModel.Owner, held.Id, new("缺料"), Cancellation));

        var made = await new MakeDesk(book.Model).ReadAsync(Workshop, new(), Cancellation);

        var flange = Assert.Single(made.Groups);
        Assert.Equal((14m, 2L, 2L, (DateOnly?)Today.AddDays(-2)), (flange.Open, flange.LineCount, flange.Orders, flange.Due));
        Assert.Equal(late.Id, flange.Lines[0].OrderId);
        Assert.All(flange.Lines, static line => Assert.Equal("法兰", line.Product));
        Assert.Equal((2L, 1L, 1L, 1L), (made.Lines[DueSpan.All], made.Lines[DueSpan.Late], made.Lines[DueSpan.Later], made.Held));
    }

    [Fact]
    public async Task A_reported_part_leaves_the_rest_to_be_made_and_too_much_is_refused()
    {
        await using var book = await CreateAsync();
        var first = await PlaceAsync(book, "C1", 3, ("F1", 10));
        var second = await PlaceAsync(book, "C2", 0, ("F1", 4));

        var started = await BookWithModel.DoneAsync(new StartMany(book.Ledger).RunAsync(Workshop,
            new([new(first.Id, first.Lines[0].Id), new(second.Id, second.Lines[0].Id)]), Cancellation));
        var again = await BookWithModel.DoneAsync(new StartMany(book.Ledger).RunAsync(Workshop, new([new(first.Id, first.Lines[0].Id)]), Cancellation));
        var done = await BookWithModel.DoneAsync(new FinishMany(book.Ledger).RunAsync(Workshop,
            new([new(first.Id, first.Lines[0].Id, Quantity.Of(6)), new(second.Id, second.Lines[0].Id, Quantity.Of(5))]), Cancellation));
        var made = await new MakeDesk(book.Model).ReadAsync(Workshop, new(ByOrder: true), Cancellation);

        Assert.Equal((2, 0), (started.Accepted, started.Refused));
        Assert.Equal("order.nothing-to-start", again.Orders[0].Code);
        Assert.Equal((1, "order.finish-over-open"), (done.Accepted, done.Orders[1].Code));
        Assert.Equal([second.Id, first.Id], made.Groups.Select(static group => group.Lines[0].OrderId));
        Assert.Equal([4m, 4m], made.Groups.Select(static group => group.Open));
        Assert.All(made.Groups, static group => Assert.True(group.Lines[0].IsStarted));
        Assert.Equal(Quantity.Of(6), made.Groups[1].Lines[0].Made);
    }

    [Fact]
    public async Task Only_the_workshop_reports_and_a_salesperson_sees_the_own_orders_only()
    {
        await using var book = await CreateAsync();
        var own = await PlaceAsync(book, "C1", 3, ("F1", 1));
        var others = await PlaceAsync(book, "C2", 3, ("F1", 2));
        foreach (var actor in new[] { Store, Sales, Viewer })
        {
            var refused = await new FinishMany(book.Ledger).RunAsync(actor, new([new(others.Id, others.Lines[0].Id, Quantity.Of(1))]), Cancellation);
            Assert.Equal(RefusalKind.Forbidden, refused.Refusal?.Kind);
        }

        var seen = await new MakeDesk(book.Model).ReadAsync(Sales with { Name = own.Salesperson! }, new(), Cancellation);

        Assert.Equal((1L, own.Id), (seen.Lines[DueSpan.All], seen.Groups[0].Lines[0].OrderId));
        Assert.Equal("event.no-orders", (await new StartMany(book.Ledger).RunAsync(Workshop, new([]), Cancellation)).Refusal?.Code);
        var many = Enumerable.Range(0, 501).Select(i => new FinishMany.Row(i, i, Quantity.Of(1))).ToList();
        Assert.Equal("event.too-many", (await new FinishMany(book.Ledger).RunAsync(Workshop, new(many), Cancellation)).Refusal?.Code);
    }

    [Fact]
    public async Task The_columns_of_the_desk_follow_each_step()
    {
        await using var book = await CreateAsync();
        var order = await PlaceAsync(book, "C1", 3, ("F1", 10), ("G1", 5));
        await BookWithModel.DoneAsync(new FinishProduction(book.Ledger).RunAsync(
            Workshop, order.Id, new([new(order.Lines[0].Id, Quantity.Of(7))]), Cancellation));

        var page = await book.QueryAsync(new()
        {
            Rows = App.ReadModel.Columns.LedgerRows.Lines, Columns = ["toMake", "toShip", "shippable", "started"], Sort = "position", Totals = true,
        });
        Assert.Equal<object?>([3m, 10m, 7m, true], page.Rows[0]);
        Assert.Equal<object?>([0m, 5m, 0m, false], page.Rows[1]);
        Assert.Equal((3m, 15m, 7m), (page.Totals!["toMake"], page.Totals["toShip"], page.Totals["shippable"]));

        await book.ShipAsync(order.Id);
        Assert.Equal(OrderStatus.Shipped, (await new OrderQueries(book.Book).FindAsync(BookWithModel.Owner, order.Id, Cancellation)).Value!.Status);
        Assert.Equal(0, (await book.QueryAsync(new() { Filter = "toMake > 0 or toShip > 0 or shippable > 0", Limit = 0 })).Count);
    }
}
