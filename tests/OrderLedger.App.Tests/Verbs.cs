using OrderLedger.App.Access;
using OrderLedger.App.Customers;
using OrderLedger.App.Data;
using OrderLedger.App.Orders;
using OrderLedger.App.Payments;
using OrderLedger.App.Products;
using OrderLedger.App.Shipping;
using OrderLedger.Domain;
using OrderLedger.Domain.Products;
using OrderLedger.Domain.Shipping;

namespace OrderLedger.App.Tests;

/// <summary>The verbs in a test's words; the owner acts unless the test names another.</summary>
internal sealed class Verbs(LedgerOnDisk book)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Ledger Ledger => book.Ledger;

    public Task<Outcome<CustomerView>> SaveCustomer(CustomerInput input, long? id = null, Actor? by = null) =>
        new SaveCustomer(Ledger).RunAsync(by ?? People.Owner, id, input, Cancellation);

    public Task<Outcome<ProductView>> SaveProduct(ProductInput input, long? id = null, Actor? by = null) =>
        new SaveProduct(Ledger).RunAsync(by ?? People.Owner, id, input, Cancellation);

    public Task<Outcome<OrderView>> Place(PlaceOrder.Input input, Actor? by = null, Once? once = null) =>
        new PlaceOrder(Ledger).RunAsync(by ?? People.Owner, input, Cancellation, once);

    public Task<Outcome<OrderView>> Amend(long id, AmendOrder.Input input, Actor? by = null) =>
        new AmendOrder(Ledger).RunAsync(by ?? People.Owner, id, input, Cancellation);

    public Task<Outcome<OrderView>> Confirm(long id, ConfirmOrder.Input? input = null, Actor? by = null) =>
        new ConfirmOrder(Ledger).RunAsync(by ?? People.Owner, id, input ?? new(), Cancellation);

    public Task<Outcome<OrderView>> Hold(long id, string reason = "客户要求", Actor? by = null, long? seen = null) =>
        new HoldOrder(Ledger).RunAsync(by ?? People.Owner, id, new(reason, seen), Cancellation);

    public Task<Outcome<OrderView>> Resume(long id, Actor? by = null, long? seen = null) =>
        new ResumeOrder(Ledger).RunAsync(by ?? People.Owner, id, new(seen), Cancellation);

    public Task<Outcome<OrderView>> Cancel(long id, string reason = "客户取消", Actor? by = null, long? seen = null) =>
        new CancelOrder(Ledger).RunAsync(by ?? People.Owner, id, new(reason, seen), Cancellation);

    public Task<Outcome<OrderView>> CloseRest(long id, string reason = "余量不要", Actor? by = null, long? seen = null) =>
        new CloseRest(Ledger).RunAsync(by ?? People.Owner, id, new(reason, seen), Cancellation);

    public Task<Outcome<OrderView>> Start(long id, IReadOnlyList<long>? lines = null, Actor? by = null,
        long? seen = null) =>
        new StartProduction(Ledger).RunAsync(by ?? People.Owner, id, new(lines, seen), Cancellation);

    public Task<Outcome<OrderView>> Finish(
        long id, IReadOnlyList<LineQuantity>? lines = null, Actor? by = null, long? seen = null) =>
        new FinishProduction(Ledger).RunAsync(by ?? People.Owner, id, new(lines, seen), Cancellation);

    public Task<Outcome<OrderView>> Prepare(
        long id, IReadOnlyList<LineQuantity>? lines = null, Actor? by = null, long? seen = null) =>
        new PrepareGoods(Ledger).RunAsync(by ?? People.Owner, id, new(lines, seen), Cancellation);

    public Task<Outcome<OrderView>> Ship(long id, ShipOrder.Input? input = null, Actor? by = null, Once? once = null) =>
        new ShipOrder(Ledger).RunAsync(by ?? People.Owner, id, input ?? new(), Cancellation, once);

    public Task<Outcome<OrderView>> Sign(long id, SignShipment.Input? input = null, Actor? by = null) =>
        new SignShipment(Ledger).RunAsync(by ?? People.Owner, id, input ?? new(), Cancellation);

    public Task<Outcome<OrderView>> SettleShortfall(
        long id, ShortfallSettlement settlement, Actor? by = null, long? seen = null) =>
        new SettleShortfall(Ledger).RunAsync(by ?? People.Owner, id, new(settlement, "短少", seen), Cancellation);

    public Task<Outcome<ShipmentView>> VoidShipment(
        long id, string reason = "录错", Actor? by = null, long? seen = null) =>
        new VoidShipment(Ledger).RunAsync(by ?? People.Owner, id, new(reason, seen), Cancellation);

    public Task<Outcome<ReceiptView>> Receive(RecordReceipt.Input input, Actor? by = null, Once? once = null) =>
        new RecordReceipt(Ledger).RunAsync(by ?? People.Owner, input, Cancellation, once);

    public Task<Outcome<OrderView>> Pay(long id, PayOrder.Input input, Actor? by = null) =>
        new PayOrder(Ledger).RunAsync(by ?? People.Owner, id, input, Cancellation);

    public Task<Outcome<ReceiptView>> Allocate(long id, AllocateReceipt.Input input, Actor? by = null) =>
        new AllocateReceipt(Ledger).RunAsync(by ?? People.Owner, id, input, Cancellation);

    public Task<Outcome<ReceiptView>> Release(long id, long orderId, Actor? by = null, long? seen = null) =>
        new ReleaseAllocation(Ledger).RunAsync(by ?? People.Owner, id, new(orderId, "错核", seen), Cancellation);

    public Task<Outcome<ReceiptView>> Bounce(long id, Actor? by = null, long? seen = null) =>
        new BounceReceipt(Ledger).RunAsync(by ?? People.Owner, id, new("退票", seen), Cancellation);

    /// <summary>A customer named by its code.</summary>
    public async Task<CustomerView> CustomerAsync(string code = "HS", CustomerInput? with = null) =>
        (await SaveCustomer((with ?? new()) with { Code = code, Name = with?.Name ?? $"客户{code}" })).Value!;

    public async Task<ProductView> ProductAsync(
        string sku, decimal price, ProductKind kind = ProductKind.Goods, bool isMade = false, decimal cost = 0) =>
        (await SaveProduct(new(Name: $"产品{sku}", Sku: sku, Unit: "件", Kind: kind, IsMade: isMade,
            Price: UnitPrice.Of(price), Cost: UnitPrice.Of(cost)))).Value!;

    /// <summary>A confirmed order of free lines that are kept in stock: quantity × price each.</summary>
    public async Task<OrderView> OrderAsync(CustomerView customer, params (decimal Quantity, decimal Price)[] lines) =>
        (await Place(new(customer.Id, Lines: Lines(lines)))).Value!;

    public static IReadOnlyList<LineInput> Lines(params (decimal Quantity, decimal Price)[] lines) =>
        [.. lines.Select(static (line, i) => new LineInput(Product: $"货品{i + 1}", Unit: "件",
            Quantity: Quantity.Of(line.Quantity), UnitPrice: UnitPrice.Of(line.Price)))];
}
