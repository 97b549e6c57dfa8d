using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Data;
using OrderLedger.App.Orders;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Tests.ReadModel;

/// <summary>A clerk who does anything at random; what is refused is refused.</summary>
internal sealed class RandomWork(BookWithModel book, Random random)
{
    private readonly List<long> _orders = [];
    private readonly List<long> _customers = [];

    public async Task BeginAsync()
    {
        _customers.Add((await book.CustomerAsync("宁波海晟", code: "C1", region: "浙江")).Id);
        _customers.Add((await book.CustomerAsync("苏州云帆", code: "C2", salesperson: "陈宇")).Id);
        await book.ProductAsync("法兰", "F1", 10.33m, cost: 6.1m, category: "阀件");
        await book.ProductAsync("密封垫", "G1", 0.07m, cost: 0.033m);
        await PlaceAsync();
    }

    public Task StepAsync() => random.Next(10) switch
    {
        < 3 => PlaceAsync(),
        3 => book.CustomerAsync($"海晟{random.Next(9)}", _customers[random.Next(2)], region: $"地区{random.Next(3)}"),
        4 => new AmendOrder(book.Ledger).RunAsync(BookWithModel.Owner, Any(),
            new(Remark: $"r{random.Next(9)}", DueDate: Day()), default),
        5 => new CancelOrder(book.Ledger).RunAsync(BookWithModel.Owner, Any(), new("不要了"), default),
        6 => new App.Shipping.ShipOrder(book.Ledger).RunAsync(BookWithModel.Owner, Any(),
            new(Carrier: "顺丰", TrackingNumber: $"SF{random.Next(99)}"), default),
        7 => new CloseRest(book.Ledger).RunAsync(BookWithModel.Owner, Any(), new("停产"), default),
        _ => new App.Payments.PayOrder(book.Ledger).RunAsync(BookWithModel.Owner, Any(),
            new(Money.Of(random.Next(1, 9_000) / 100m), random.Next(2) == 0 ? "现金" : "微信"), default),
    };

    private async Task PlaceAsync()
    {
        var order = await book.PlaceAsync(new PlaceOrder.Input(Customer: random.Next(2) == 0 ? "C1" : "C2", OrderDate: Day(),
                DueDate: random.Next(3) == 0 ? null : Day(), Confirm: random.Next(5) > 0),
            [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => (random.Next(2) == 0 ? "F1" : "G1", random.Next(1, 9_999) / 10m))]);
        _orders.Add(order.Id);
    }

    private long Any() => _orders[random.Next(_orders.Count)];

    private DateOnly Day() => BookWithModel.Today.AddDays(random.Next(-90, 60));
}

internal static class OrderOracle
{
    public static Task<List<Order>> LoadAsync(LedgerDb db) => db.Orders.Include(static order => order.Lines).AsSplitQuery()
        .ToListAsync(TestContext.Current.CancellationToken);
}
