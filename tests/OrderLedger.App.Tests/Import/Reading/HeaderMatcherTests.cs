using OrderLedger.App.Import.Reading;

namespace OrderLedger.App.Tests.Import.Reading;

public sealed class HeaderMatcherTests
{
    [Theory]
    [InlineData("订单编号", ImportField.OrderNumber)]
    [InlineData("客户订单号", ImportField.CustomerPo)]
    [InlineData("客户名称（选填）", ImportField.Customer)]
    [InlineData("*交货\n日期", ImportField.DueDate)]
    [InlineData("要求发货日期", ImportField.DueDate)]
    [InlineData("实际发货日期", ImportField.ShipDate)]
    [InlineData("含税单价", ImportField.UnitPrice)]
    [InlineData("单价（含税）", ImportField.UnitPrice)]
    [InlineData("产品含税单价", ImportField.UnitPrice)]
    [InlineData("金额合计", ImportField.Amount)]
    [InlineData("合同总金额(元)", ImportField.Amount)]
    [InlineData("总价/元", ImportField.Amount)]
    [InlineData("未付款金额", ImportField.Outstanding)]
    [InlineData("ＰＯ号", ImportField.CustomerPo)]
    [InlineData("订单编号 Order No.", ImportField.OrderNumber)]
    [InlineData("日期Date", ImportField.OrderDate)]
    [InlineData("规格/型号", ImportField.Spec)]
    [InlineData("InvoiceNo", ImportField.OrderNumber)]
    [InlineData("StockCode", ImportField.Sku)]
    [InlineData("Description", ImportField.Product)]
    [InlineData("Unit Price", ImportField.UnitPrice)]
    [InlineData("CustomerID", ImportField.CustomerCode)]
    [InlineData("Country", ImportField.Region)]
    [InlineData("shipped_date", ImportField.ShipDate)]
    [InlineData("Customer Segment", ImportField.CustomerClass)]
    public void A_header_is_recognised(string header, ImportField field) =>
        Assert.Equal(field, HeaderMatcher.Match(header)?.Field);

    [Theory]
    [InlineData("")]
    [InlineData("订单类型")]
    [InlineData("供应商名称")]
    [InlineData("最后更新日期")]
    [InlineData("Order Priority")]
    [InlineData("2016年度杭州海晟贸易有限公司客户订单管理台账及产品发货收款情况一览表")]
    public void A_stranger_is_not_forced_into_a_field(string header) => Assert.Null(HeaderMatcher.Match(header));

    [Theory]
    [InlineData("金额(万元)", 10_000, null)]
    [InlineData("金额（单位：万元）", 10_000, null)]
    [InlineData("金额万元", 10_000, null)]
    [InlineData("销售额(亿元)", 100_000_000, null)]
    [InlineData("金额(元)", 1, null)]
    [InlineData("数量(t)", 1, "t")]
    [InlineData("数量（公斤）", 1, "公斤")]
    [InlineData("税率(%)", 1, "%")]
    public void A_unit_in_the_header_counts(string header, int multiplier, string? unit)
    {
        var match = HeaderMatcher.Match(header)!;

        Assert.Equal((multiplier, unit), (match.Multiplier, match.Unit));
        Assert.True(match.Exact);
    }

    [Fact]
    public void Every_field_is_found_by_its_name_and_by_its_chinese_name()
    {
        foreach (var field in Enum.GetValues<ImportField>())
        {
            Assert.Equal(field, HeaderMatcher.FieldOf(field.ToString()));
            Assert.Equal(field, HeaderMatcher.Match(HeaderMatcher.NameOf(field))?.Field);
        }

        Assert.Equal(ImportField.OrderNumber, HeaderMatcher.FieldOf("order-number"));
        Assert.Null(HeaderMatcher.FieldOf("17"));
        Assert.Null(HeaderMatcher.FieldOf("nonsense"));
    }
}
