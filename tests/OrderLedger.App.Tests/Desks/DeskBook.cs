using OrderLedger.App.Access;
using OrderLedger.App.Data.Journal;
using OrderLedger.App.Orders;
using OrderLedger.App.Products;
using OrderLedger.App.Tests.ReadModel;
using OrderLedger.Domain;

namespace OrderLedger.App.Tests.Desks;

/// <summary>A small house: a flange that is made, a gasket that is bought, two customers of two salespeople.</summary>
internal static class DeskBook
{
    public static readonly Actor Workshop = new(3, "车间", Role.Production, Via.Web);
    public static readonly Actor Store = new(4, "仓库", Role.Warehouse, Via.Web);
    public static readonly Actor Sales = new(5, "陈宇", Role.Sales, Via.Web);
    public static readonly Actor Viewer = new(6, "老板", Role.Viewer, Via.Web);

    public static DateOnly Today => BookWithModel.Today;

    public static async Task<BookWithModel> CreateAsync()
    {
        var book = await BookWithModel.CreateAsync(TestContext.Current.CancellationToken);
        await book.CustomerAsync("宁波海晟", code: "C1", salesperson: "陈宇");
        await book.CustomerAsync("苏州云帆", code: "C2", salesperson: "周敏");
        foreach (var (name, sku, isMade) in new[] { ("法兰", "F1", true), ("密封垫", "G1", false) })
        {
            await BookWithModel.DoneAsync(new SaveProduct(book.Ledger).RunAsync(BookWithModel.Owner, null,
                new(Name: name, Sku: sku, Unit: "件", Price: UnitPrice.Of(10m), IsMade: isMade), default));
        }
        return book;
    }

    public static Task<OrderView> PlaceAsync(BookWithModel book, string customer, int dueIn, params (string Product, decimal Quantity)[] lines) =>
        book.PlaceAsync(new PlaceOrder.Input(Customer: customer, DueDate: Today.AddDays(dueIn)), lines);
}
