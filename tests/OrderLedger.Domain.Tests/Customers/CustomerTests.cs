using OrderLedger.Domain.Customers;

namespace OrderLedger.Domain.Tests.Customers;

public sealed class CustomerTests
{
    [Fact]
    public void A_customer_is_found_by_key_and_pinyin_once_checked()
    {
        var customer = Valid();

        Assert.Null(customer.Check());

        Assert.Equal(("c-01", "宁波海晟(机电)"), (customer.CodeKey, customer.NameKey));
        Assert.Contains("haisheng", customer.Pinyin, StringComparison.Ordinal);
    }

    [Fact]
    public void What_no_customer_can_be_is_refused()
    {
        Assert.Equal("customer.name-missing", Changed(static c => c.Name = " "));
        Assert.Equal("customer.code-missing", Changed(static c => c.Code = ""));
        Assert.Equal("customer.tax-no-invalid", Changed(static c => c.TaxNo = "91350100M000100Y44"));
        Assert.Equal("customer.ship-gate-range", Changed(static c => c.ShipGateBp = 10_001));
        Assert.Equal("customer.credit-negative", Changed(static c => c.CreditLimit = new(-1)));
        Assert.Equal("terms.not-hundred", Changed(static c => c.Terms = "30@confirm"));
    }

    private static Customer Valid() => new() { Code = "Ｃ-01", Name = "宁波海晟（机电）" };

    private static string? Changed(Action<Customer> change)
    {
        var customer = Valid();
        change(customer);
        return customer.Check()?.Code;
    }
}
