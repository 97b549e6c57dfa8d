using OrderLedger.App.Import.Reading;
using static OrderLedger.App.Tests.Import.Reading.HandMade;

namespace OrderLedger.App.Tests.Import.Reading;

public sealed class TableFinderTests
{
    [Fact]
    public void Titles_and_a_preamble_are_passed_over()
    {
        var layout = TableFinder.Find([Row(1, "2016年客户订单台账"), Row(2, "客户：", "海晟", "订单编号：", "A1", "业务员：", "李"),
            Row(4, "订单编号", "客户名称", "下单日期", "金额(万元)", "备注"), Row(5, "A1", "海晟", "2016-7-1", "1", null)])!;

        Assert.Equal(4, layout.HeaderRow);
        Assert.Equal([ImportField.OrderNumber, ImportField.Customer, ImportField.OrderDate, ImportField.Amount,
            ImportField.Remark],
            layout.Columns.Select(static column => column.Field!.Value));
        Assert.Equal(10_000, layout.ColumnOf(ImportField.Amount)!.Multiplier);
    }

    [Fact]
    public void Two_merged_rows_are_one_header()
    {
        var layout = TableFinder.Find([Row(1, "订单编号", "客户", null, "交货", null, "金额", null, "备注"),
            Row(2, null, "名称", "电话", "日期", "数量", "已收", "未收", null),
            Row(3, "A1", "海晟", "138", "7.1", "2", "1", "1", "无")])!;

        Assert.Equal(2, layout.HeaderRow);
        Assert.Equal([ImportField.OrderNumber, ImportField.Customer, ImportField.Phone, ImportField.DueDate,
            ImportField.ShippedQuantity, ImportField.Received, ImportField.Outstanding, ImportField.Remark],
            layout.Columns.Select(static column => column.Field!.Value));
        Assert.Equal("客户 名称", layout.Columns[1].Header);
    }

    [Fact]
    public void Data_of_text_only_is_not_taken_into_the_header()
    {
        var layout = TableFinder.Find([Row(1, "订单编号", "客户", "产品"), Row(2, "A1", "客户甲", "产品乙")])!;

        Assert.Equal((1, "订单编号"), (layout.HeaderRow, layout.Columns[0].Header));
    }

    [Fact]
    public void A_sheet_without_a_header_has_no_layout()
    {
        Assert.Null(TableFinder.Find([Row(1, "a", "b"), Row(2, "c", "d")]));
        Assert.Null(TableFinder.Find([]));
    }

    [Fact]
    public void Unknown_headers_are_kept_without_a_field()
    {
        var layout = TableFinder.Find([Row(1, "订单编号", "客户", "唛头")])!;

        Assert.Equal(("唛头", null), (layout.Columns[2].Header, layout.Columns[2].Field));
    }

    [Fact]
    public void Doubtful_headers_are_settled_by_their_neighbours_or_asked_about()
    {
        var settled = TableFinder.Find([Row(1, "客户", "单位", "交货日期", "出货日期", "货号", "型号", "数量")])!;
        var open = TableFinder.Find([Row(1, "单号", "单位", "出货日期", "金额", "金额(元)")])!;

        Assert.Equal([ImportField.Customer, ImportField.Unit, ImportField.DueDate, ImportField.ShipDate,
            ImportField.Sku,
            ImportField.Spec, ImportField.Quantity], settled.Columns.Select(static column => column.Field!.Value));
        Assert.Empty(settled.Questions);
        Assert.Equal([ImportField.OrderNumber, ImportField.Customer, ImportField.DueDate, ImportField.Amount, null],
            open.Columns.Select(static column => column.Field));
        Assert.Contains(open.Questions, static question => question is { Index: 1, Kind: ColumnDoubt.UnitOrCustomer });
        Assert.Contains(open.Questions, static question => question is { Index: 2, Kind: ColumnDoubt.DueOrShipped });
        Assert.Contains(open.Questions, static question =>
            question is { Index: 3, Kind: ColumnDoubt.WithOrWithoutTax });
    }

    [Fact]
    public void Of_two_headers_of_one_field_the_plainer_name_is_taken()
    {
        var layout = TableFinder.Find([Row(1, "OrderID", "ShipCity", "Region", "Country")])!;

        Assert.Equal("Region", layout.ColumnOf(ImportField.Region)!.Header);
    }

    [Fact]
    public void What_the_user_says_wins()
    {
        var head = new[] { Row(1, "x", "y", "客户", "出货日期") };
        var layout = TableFinder.Find(head, new Dictionary<ImportField, string>
        {
            [ImportField.OrderNumber] = "X",
            [ImportField.ShipDate] = "出货日期",
            [ImportField.Remark] = "没有这列",
        })!;

        Assert.Equal([ImportField.OrderNumber, null, ImportField.Customer, ImportField.ShipDate],
            layout.Columns.Select(static column => column.Field));
        Assert.Equal(["没有这列"], layout.MissingOverrides);
        Assert.Empty(layout.Questions);
    }

    [Fact]
    public void Subtotals_blanks_and_repeated_headers_are_told_from_data()
    {
        var layout = TableFinder.Find([Row(1, "标题"), Row(2, "订单编号", "客户", "产品", "金额")])!;

        Assert.Equal(TableRowKind.Preamble, Kind(Row(1, "标题")));
        Assert.Equal(TableRowKind.Data, Kind(Row(3, "A1", "海晟", "合计器", "5")));
        Assert.Equal(TableRowKind.Data, Kind(Row(3, "A1", "总计", "传感器", "5")));
        Assert.Equal(TableRowKind.Subtotal, Kind(Row(4, null, "海晟 小计", null, "5")));
        Assert.Equal(TableRowKind.Subtotal, Kind(Row(4, "合　计：", null, null, "5")));
        Assert.Equal(TableRowKind.Subtotal, Kind(Row(4, null, "海晟 汇总", null, "5")));
        Assert.Equal(TableRowKind.Subtotal, Kind(Row(4, "Grand Total", null, null, "5")));
        Assert.Equal(TableRowKind.Empty, Kind(Row(5, "　", " ")));
        Assert.Equal(TableRowKind.RepeatedHeader, Kind(Row(6, "订单编号", "客户", "产品", "金额")));

        TableRowKind Kind(SheetRow row) => TableFinder.Classify(row, layout);
    }
}
