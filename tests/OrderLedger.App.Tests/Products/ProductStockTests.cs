using OrderLedger.App.Access;
using OrderLedger.App.Data.Journal;
using OrderLedger.App.Orders;
using OrderLedger.App.Products;
using OrderLedger.App.Shipping;
using OrderLedger.App.Tests.ReadModel;
using OrderLedger.Domain;
using OrderLedger.Domain.Products;

namespace OrderLedger.App.Tests.Products;

/// <summary>Stock from a count and from what orders made and shipped since.</summary>
public sealed class ProductStockTests
{
    private static readonly Actor Keeper = new(5, "王强", Role.Warehouse, Via.Web);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_count_nobody_knows_the_stock()
    {
        await using var book = await BookWithModel.CreateAsync(Cancellation);
        await book.CustomerAsync("海晟", code: "C1");
        var product = await book.ProductAsync("法兰", "F1", 10);
        await book.PlaceAsync("C1", ("F1", 7));

        var stock = await ReadAsync(book, product.Id);

        Assert.Equal((null, Quantity.Zero, Quantity.Of(7)), (stock.Stock, stock.Reserved, stock.ToDeliver));
        Assert.Empty(stock.Moves);
    }

    [Fact]
    public async Task A_count_and_what_moved_since_make_the_stock()
    {
        await using var book = await BookWithModel.CreateAsync(Cancellation);
        await book.CustomerAsync("海晟", code: "C1");
        var product = await book.ProductAsync("法兰", "F1", 10);
        var order = await book.PlaceAsync("C1", ("F1", 7));
        await RecordAsync(book, product.Id, StockKind.In, 500);
        await RecordAsync(book, product.Id, StockKind.Count, 100);
        await RecordAsync(book, product.Id, StockKind.In, 20);
        await RecordAsync(book, product.Id, StockKind.Out, 5);
        var line = order.Lines[0].Id;
        await BookWithModel.DoneAsync(new PrepareGoods(book.Ledger).RunAsync(BookWithModel.Owner, order.Id, new([new(line, Quantity.Of(6))]), Cancellation));
        await BookWithModel.DoneAsync(new ShipOrder(book.Ledger).RunAsync(BookWithModel.Owner, order.Id, new([new(line, Quantity.Of(4))]), Cancellation));

        var stock = await ReadAsync(book, product.Id);

        Assert.Equal((Quantity.Of(111), Quantity.Of(2), Quantity.Of(3)), (stock.Stock!.Value, stock.Reserved, stock.ToDeliver));
        Assert.Equal(["Count", "In", "In", "Out", "Shipped"], stock.Moves.Select(static move => move.Kind).Order(StringComparer.Ordinal));
        Assert.Equal(order.Id, Assert.Single(stock.Moves, static move => move.Kind == "Shipped").OrderId);
    }

    [Fact]
    public async Task What_is_made_comes_in_and_tells_how_long_it_took()
    {
        await using var book = await BookWithModel.CreateAsync(Cancellation);
        await book.CustomerAsync("海晟", code: "C1");
        var product = await BookWithModel.DoneAsync(new SaveProduct(book.Ledger).RunAsync(BookWithModel.Owner, null,
            new(Name: "阀体", Sku: "V1", Unit: "件", IsMade: true, Price: UnitPrice.Of(10), LeadDays: 5), Cancellation));
        await RecordAsync(book, product.Id, StockKind.Count, 0);
        var order = await book.PlaceAsync("C1", ("V1", 8));
        await BookWithModel.DoneAsync(new StartProduction(book.Ledger).RunAsync(BookWithModel.Owner, order.Id, new(), Cancellation));
        await BookWithModel.DoneAsync(new FinishProduction(book.Ledger).RunAsync(BookWithModel.Owner, order.Id, new(), Cancellation));

        var stock = await ReadAsync(book, product.Id);

        Assert.Equal((Quantity.Of(8), Quantity.Of(8)), (stock.Stock!.Value, stock.Reserved));
        Assert.Equal((1, 0), (stock.Lead!.Lines, stock.Lead.Late));
    }

    [Fact]
    public async Task Goods_that_came_back_or_never_left_and_orders_ended_before_the_count_are_reckoned_rightly()
    {
        await using var book = await BookWithModel.CreateAsync(Cancellation);
        await book.CustomerAsync("海晟", code: "C1");
        var product = await book.ProductAsync("法兰", "F1", 10);
        var other = await book.ProductAsync("垫片", "G1", 1);
        var ended = await book.PlaceAsync("C1", ("F1", 50));
        await book.ShipAsync(ended.Id);
        await BookWithModel.DoneAsync(new SignShipment(book.Ledger).RunAsync(BookWithModel.Owner, ended.Id, new(), Cancellation));
        await RecordAsync(book, product.Id, StockKind.Count, 100);
        var refused = await book.PlaceAsync("C1", ("F1", 10), ("G1", 3));
        await book.ShipAsync(refused.Id);
        await BookWithModel.DoneAsync(new SignShipment(book.Ledger).RunAsync(BookWithModel.Owner, refused.Id,
            new(Lines: [new SignShipment.TakenLine(refused.Lines[0].Id, Quantity.Of(8), Quantity.Of(2))]), Cancellation));
        var voided = await book.ShipAsync((await book.PlaceAsync("C1", ("F1", 7))).Id);
        await BookWithModel.DoneAsync(new VoidShipment(book.Ledger).RunAsync(BookWithModel.Owner, voided.Shipments[0].Id, new("录错"), Cancellation));
        await RecordAsync(book, product.Id, StockKind.Out, 1.5m);

        Assert.Equal(Quantity.Of(100 - 10 + 2 - 1.5m), (await ReadAsync(book, product.Id)).Stock);
        Assert.Null((await ReadAsync(book, other.Id)).Stock);
    }

    [Fact]
    public async Task Orders_of_others_move_the_stock_but_are_not_named_to_a_salesperson()
    {
        await using var book = await BookWithModel.CreateAsync(Cancellation);
        await book.CustomerAsync("海晟", code: "C1");
        var product = await book.ProductAsync("法兰", "F1", 10);
        var order = await book.PlaceAsync(new PlaceOrder.Input(Customer: "C1", Salesperson: "周敏"), ("F1", 7));
        await BookWithModel.DoneAsync(new ShipOrder(book.Ledger).RunAsync(BookWithModel.Owner, order.Id, new(), Cancellation));

        var move = Assert.Single((await new ProductStock(book.Book, book.Model)
            .ReadAsync(new(6, "陈宇", Role.Sales, Via.Web), product.Id, Cancellation)).Value!.Moves);

        Assert.Equal((Quantity.Of(7), null, null), (move.Quantity, move.OrderId, move.Order));
    }

    [Fact]
    public async Task Services_have_no_stock_and_only_who_keeps_it_records_it()
    {
        await using var book = await BookWithModel.CreateAsync(Cancellation);
        var product = await book.ProductAsync("法兰", "F1", 10);
        var service = await BookWithModel.DoneAsync(new SaveProduct(book.Ledger).RunAsync(BookWithModel.Owner, null,
            new(Name: "安装", Unit: "次", Kind: ProductKind.Service), Cancellation));
        var record = new RecordStock(book.Ledger);

        Assert.Equal("stock.not-goods", (await record.RunAsync(Keeper, service.Id, new(Quantity: Quantity.Of(1)), Cancellation)).Refusal?.Code);
        Assert.Equal("stock.quantity-range", (await record.RunAsync(Keeper, product.Id, new(StockKind.In), Cancellation)).Refusal?.Code);
        Assert.Equal("stock.kind-unknown", (await record.RunAsync(Keeper, product.Id, new((StockKind)9, Quantity.Of(1)), Cancellation)).Refusal?.Code);
        Assert.Equal(RefusalKind.Forbidden,
            (await record.RunAsync(new(6, "陈宇", Role.Sales, Via.Web), product.Id, new(Quantity: Quantity.Of(1)), Cancellation)).Refusal?.Kind);
    }

    private static Task<StockMoveView> RecordAsync(BookWithModel book, long product, StockKind kind, decimal quantity) =>
        BookWithModel.DoneAsync(new RecordStock(book.Ledger).RunAsync(Keeper, product, new(kind, Quantity.Of(quantity)), Cancellation));

    private static Task<ProductStock.Result> ReadAsync(BookWithModel book, long product) =>
        BookWithModel.DoneAsync(new ProductStock(book.Book, book.Model).ReadAsync(BookWithModel.Owner, product, Cancellation));
}
