using OrderLedger.App.Access;
using OrderLedger.App.Products;
using OrderLedger.Domain;
using OrderLedger.Domain.Products;

namespace OrderLedger.App.Tests.Products;

public sealed class SaveProductTests : LedgerTest
{
    [Fact]
    public async Task A_product_is_stored_with_the_book_s_tax_rate_and_a_code()
    {
        var saved = Accepted(await Do.SaveProduct(new(Name: " 紧固件 ", Unit: "只", IsMade: true,
            Price: UnitPrice.Of(0.12345678m), LeadDays: 7)));

        var stored = await ReadAsync(saved.Id);
        Assert.Equal(("P0001", "紧固件", 1_300, UnitPrice.Of(0.12345678m), 7), (stored.Sku, stored.Name, stored.TaxRateBp,
            stored.Price, stored.LeadDays));
    }

    [Fact]
    public async Task Amending_changes_what_was_sent_and_leading_zeros_stay()
    {
        var saved = Accepted(await Do.SaveProduct(new(Name: "甲", Sku: "0012", Spec: "M8", Remark: "旧")));

        Accepted(await Do.SaveProduct(new(Remark: "", IsActive: false), saved.Id));

        var stored = await ReadAsync(saved.Id);
        Assert.Equal(("0012", "M8", null, false), (stored.Sku, stored.Spec, stored.Remark, stored.IsActive));
    }

    [Fact]
    public async Task What_cannot_be_a_product_is_refused()
    {
        var saved = await Do.ProductAsync("A-1", 1);
        (ProductInput Input, RefusalKind Kind, string Code, string? Field)[] wrong =
        [
            (new(), RefusalKind.Invalid, "product.name-missing", "Name"),
            (new(Name: "甲", Price: UnitPrice.Of(-1)), RefusalKind.Invalid, "product.price-range", "Price"),
            (new(Name: "甲", Cost: UnitPrice.Of(-1)), RefusalKind.Invalid, "product.cost-range", "Cost"),
            (new(Name: "甲", TaxRate: 1.01m), RefusalKind.Invalid, "product.tax-rate-range", "TaxRate"),
            (new(Name: "甲", LeadDays: 4_000), RefusalKind.Invalid, "product.lead-days-range", "LeadDays"),
            (new(Name: "甲", Sku: "ａ－１"), RefusalKind.NotAllowed, "product.sku-taken", "Sku"),
        ];
        foreach (var (input, kind, code, field) in wrong) Refused(await Do.SaveProduct(input), kind, code, field);
        Refused(await Do.SaveProduct(new(Name: "甲"), 999), RefusalKind.NotFound, "product.not-found");
        Refused(await Do.SaveProduct(new(Name: "甲", SeenVersion: 99), saved.Id), RefusalKind.Stale, "product.stale");
    }

    [Fact]
    public Task Only_the_owner_edits_products() => OnlyAsync([Role.Owner], by => Do.SaveProduct(new(Name: "甲"),
        by: by));

    [Fact]
    public async Task Order_lines_keep_what_they_were_sold_with()
    {
        var product = await Do.ProductAsync("A-1", 5, cost: 3);
        var order = Accepted(await Do.Place(new((await Do.CustomerAsync()).Id,
            Lines: [new(product.Id, Quantity: Quantity.Of(2))])));

        Accepted(await Do.SaveProduct(new(Name: "新名", Price: UnitPrice.Of(9), Cost: UnitPrice.Of(8),
            Kind: ProductKind.Service), product.Id));

        var line = (await Book.StoredAsync(order.Id)).Lines[0];
        Assert.Equal(("产品A-1", UnitPrice.Of(5), UnitPrice.Of(3), ProductKind.Goods), (line.ProductName, line.UnitPrice,
            line.UnitCost, line.Kind));
    }

    private Task<Product> ReadAsync(long id) => Book.ReadAsync(async db =>
        (await db.Products.FindAsync([id], Cancellation))!);

    [Fact]
    public async Task A_tax_rate_that_basis_points_cannot_hold_is_refused()
    {
        Refused(await Do.SaveProduct(new(Name: "甲", TaxRate: 0.13333m)), RefusalKind.Invalid, "fraction.too-fine", "TaxRate");
        Refused(await Do.SaveProduct(new(Name: "甲", TaxRate: 1_000_000)), RefusalKind.Invalid, "product.tax-rate-range", "TaxRate");
    }
}
