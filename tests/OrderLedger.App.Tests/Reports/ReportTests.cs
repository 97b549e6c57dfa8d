using System.Globalization;
using OrderLedger.App.Access;
using OrderLedger.App.Data.Journal;
using OrderLedger.App.Import;
using OrderLedger.App.Import.Reading;
using OrderLedger.App.Orders;
using OrderLedger.App.Payments;
using OrderLedger.App.Reports;
using OrderLedger.App.Settings;
using OrderLedger.App.Shipping;
using OrderLedger.App.Tests.ReadModel;
using OrderLedger.Domain;

namespace OrderLedger.App.Tests.Reports;

public sealed class ReportTests
{
    private static readonly ReportQuery Full = new(Limit: 1_000) { Row = "region", Column = "orderDate", Measure = "orders" };

    [Fact]
    public async Task A_receipt_for_several_orders_is_one_receipt()
    {
        await using var book = await BookWithModel.CreateAsync(TestContext.Current.CancellationToken);
        await book.CustomerAsync("宁波海晟", code: "C1");
        await book.ProductAsync("法兰", "F1", 10);
        var (first, second) = (await book.PlaceAsync("C1", ("F1", 1)), await book.PlaceAsync("C1", ("F1", 2)));
        await BookWithModel.DoneAsync(new RecordReceipt(book.Ledger).RunAsync(BookWithModel.Owner, new(Money.Of(25), "现金", Customer: "C1",
            Allocations: [new(first.Id, Money.Of(10)), new(second.Id, Money.Of(10))]), TestContext.Current.CancellationToken));
        await book.PayAsync(second.Id, 10, "现金");

        Assert.Equal(["现金", 2L, 35m, 1m], (await book.ReportAsync("payments")).Rows.Single());
        Assert.Equal(["现金", 1L, 10m, 1m], (await book.ReportAsync("payments", new($"id = {first.Id}"))).Rows.Single());
    }

    [Fact]
    public async Task An_order_with_a_product_on_two_lines_is_one_order_of_it()
    {
        await using var book = await BookWithModel.CreateAsync(TestContext.Current.CancellationToken);
        await book.CustomerAsync("宁波海晟", code: "C1");
        await book.ProductAsync("法兰", "F1", 10);
        await book.ProductAsync("阀门", "V1", 100);
        foreach (var lines in new (string, decimal)[][] { [("F1", 1), ("V1", 1), ("F1", 2)], [("F1", 4)] })
            await book.PlaceAsync("C1", lines);

        foreach (var (filter, orders, quantity) in new[] { (null, 2L, 7m), ("position > 1", 1L, 2m) })
        {
            var report = await book.ReportAsync("products", new(filter));
            int At(string name) => report.Columns.Index().Single(column => column.Item.Name == name).Index;
            var row = report.Rows.Single(row => (string)row[At("sku")]! == "F1");
            Assert.Equal((orders, quantity), ((long)row[At("orders")]!, (decimal)row[At("quantity")]!));
            Assert.Equal(orders, report.Totals["orders"]);
        }
    }

    [Fact]
    public async Task Every_report_answers_every_role_without_naming_what_it_may_not_see()
    {
        await using var book = await SomeOrdersAsync();
        foreach (var role in Enum.GetValues<Role>())
        {
            var actor = new Actor(2, "陈宇", role, Via.Web);
            foreach (var name in LedgerReports.Names)
            {
                var outcome = await book.Reports.RunAsync(name, Full, actor, TestContext.Current.CancellationToken);
                if (!outcome.Accepted)
                {
                    Assert.Equal("access.forbidden", outcome.Refusal.Code);
                    continue;
                }
                var names = outcome.Value.Columns.Select(static column => column.Name).Concat(outcome.Value.Totals.Keys).ToList();
                if (!actor.SeesCost) Assert.Empty(names.Intersect(["profit", "cost", "margin", "revenue"]));
                if (!actor.SeesPrices) Assert.Empty(names.Intersect(["amount", "share", "outstanding", "received", "lastYearAmount"]));
                Assert.All(outcome.Value.Rows, row => Assert.Equal(outcome.Value.Columns.Count, row.Length));
            }
        }
    }

    [Theory]
    [InlineData(null, "0001-01-01", ReportPeriod.Month, "report.date-range", "To")]
    [InlineData(null, "9999-12-31", ReportPeriod.Day, "report.date-range", "To")]
    [InlineData("1989-12-31", null, ReportPeriod.Month, "report.date-range", "From")]
    [InlineData("1990-01-01", "2100-12-31", ReportPeriod.Day, "report.too-long", "From")]
    [InlineData("1990-01-01", null, ReportPeriod.Day, "report.too-long", "From")]
    public async Task Dates_that_no_report_can_span_are_refused(
        string? from, string? to, ReportPeriod by, string code, string field)
    {
        await using var book = await BookWithModel.CreateAsync(TestContext.Current.CancellationToken);
        foreach (var name in LedgerReports.Names)
        {
            var outcome = await book.Reports.RunAsync(
                name, Full with { From = Day(from), To = Day(to), By = by }, BookWithModel.Owner,
                TestContext.Current.CancellationToken);
            Assert.Equal((code, field), (outcome.Refusal?.Code, outcome.Refusal?.Field));
        }

        static DateOnly? Day(string? text) => text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd",
            CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData(ReportPeriod.Week)]
    [InlineData(ReportPeriod.Month)]
    public async Task All_years_are_there_by_week_and_month(ReportPeriod by)
    {
        await using var book = await BookWithModel.CreateAsync(TestContext.Current.CancellationToken);

        var report = await book.ReportAsync("orders-trend", new(From: new(1990, 1, 1), To: new(2100, 12, 31), By: by));

        Assert.InRange((DateOnly)report.Rows[^1][0]!, new(2100, 12, 1), new(2100, 12, 31));
    }

    [Fact]
    public async Task The_trend_sets_each_month_beside_the_same_month_of_the_year_before()
    {
        await using var book = await SomeOrdersAsync();
        var report = await book.ReportAsync("orders-trend", new(From: new(2026, 10, 1), To: new(2026, 11, 30)));

        Assert.Equal([new DateOnly(2026, 10, 1), 1L, 100m, 0L, 0m], report.Rows[0]);
        Assert.Equal([new DateOnly(2026, 11, 1), 2L, 350m, 1L, 50m], report.Rows[1]);
        Assert.Equal(450m, report.Totals["amount"]);
    }

    [Fact]
    public async Task Customers_come_by_amount_with_margin_and_share()
    {
        await using var book = await SomeOrdersAsync();
        var report = await book.ReportAsync("customers");

        var names = report.Columns.Select(static column => column.Name).ToList();
        var first = report.Rows[0];
        Assert.Equal("苏州云帆", first[names.IndexOf("customer")]);
        Assert.Equal(300m, first[names.IndexOf("amount")]);
        Assert.Equal(0.6667m, first[names.IndexOf("share")]);
        // 300 with 13 % tax inside is 265.49 net; the goods cost 180.
        Assert.Equal(85.49m, first[names.IndexOf("profit")]);
        Assert.Equal(0.3220m, first[names.IndexOf("margin")]);
    }

    [Theory]
    [InlineData("customers")]
    [InlineData("by-class")]
    [InlineData("profit")]
    [InlineData("products")]
    public async Task A_margin_is_of_the_lines_whose_cost_is_known_and_says_of_how_much(string name)
    {
        await using var book = await BookWithModel.CreateAsync(TestContext.Current.CancellationToken);
        await book.CustomerAsync("苏州云帆");
        await book.ProductAsync("法兰", "F1", price: 113, cost: 60);
        await book.ProductAsync("阀体", "V1", price: 339);
        await book.PlaceAsync("苏州云帆", ("F1", 1), ("V1", 1));
        await book.CustomerAsync("无成本");
        await book.PlaceAsync("无成本", ("V1", 2));

        var report = await book.ReportAsync(name);

        // 100 of 1,000 without tax have a cost, of 60.
        Assert.Equal((0.4m, 0.1m), (report.Totals["margin"], report.Totals["costCoverage"]));
        var margins = report.Rows.Select(row => row[report.Columns.ToList().FindIndex(static c => c.Name == "margin")]);
        Assert.Equal(name is "customers" or "products", margins.Contains(null));
    }

    [Fact]
    public async Task On_time_is_by_the_day_of_the_books_zone_also_in_summer()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var book = await BookWithModel.CreateAsync(cancellation);
        var settings = BookSettings.Default with { Company = BookSettings.Default.Company with { TimeZone = "America/New_York" } };
        await BookWithModel.DoneAsync(
            new SaveSettings(book.Ledger, book.Book).RunAsync(BookWithModel.Owner, settings, cancellation));
        await book.CustomerAsync("宁波海晟");
        await book.ProductAsync("法兰", "F1", price: 10);
        // Half an hour before midnight of the fourth, and half an hour after.
        foreach (var hour in new[] { 3, 4 })
        {
            var utc = new DateTime(2026, 7, 5, hour, 30, 0, DateTimeKind.Utc);
            var order = await book.PlaceAsync(
                new PlaceOrder.Input(Customer: "宁波海晟", OrderDate: new(2026, 7, 1), DueDate: new(2026, 7, 4)), ("F1", 1));
            await BookWithModel.DoneAsync(
                new ShipOrder(book.Ledger).RunAsync(BookWithModel.Owner, order.Id, new(ShippedAt: utc), cancellation));
        }

        var report = await book.ReportAsync("lead-times", new(From: new(2026, 7, 1), To: new(2026, 7, 31)));

        Assert.Equal((2m, 1m), (report.Totals["dueOrders"], report.Totals["onTimeOrders"]));
    }

    [Fact]
    public async Task Orders_of_a_file_without_ship_dates_are_neither_on_time_nor_late()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var book = await BookWithModel.CreateAsync(cancellation);
        const string file = "订单编号,客户名称,下单日期,交货日期,产品名称,数量,单价,状态,发货日期\n"
            + "A-1,海晟,2026-01-05,2026-01-10,法兰,1,1,已付款,\nA-2,海晟,2026-01-05,2026-01-10,法兰,1,1,已发货,2026-01-09\n"
            + "A-3,海晟,2026-01-05,2026-01-10,法兰,1,1,已签收,2026-01-12\n";
        using var workbook = WorkbookReader.Open(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(file)), "订单.csv").Value!;
        await BookWithModel.DoneAsync(new ImportWorkbook(book.Ledger, book.Book).RunAsync(BookWithModel.Owner, workbook, new(), null, cancellation));

        var report = await book.ReportAsync("lead-times", new(From: new(2026, 1, 1), To: new(2026, 1, 31)));

        Assert.Equal((2m, 1m, 0.5m, 1m), (report.Totals["dueOrders"], report.Totals["onTimeOrders"], report.Totals["onTime"],
            report.Totals["undatedOrders"]));
        Assert.Equal((2m, 11m, 0m), (report.Totals["shippedOrders"], report.Totals["shippingDays"], report.Totals["signedOrders"]));
    }

    [Fact]
    public async Task Products_count_what_was_ordered_of_each()
    {
        await using var book = await SomeOrdersAsync();
        var report = await book.ReportAsync("products", new(Filter: "customer ~ 云帆"));

        Assert.Equal("F1", report.Rows.Single()[0]);
        Assert.Equal(30m, report.Rows.Single()[4]);
        Assert.Equal(300m, report.Totals["amount"]);
    }

    [Fact]
    public async Task Payments_add_up_by_method_and_say_what_is_owed()
    {
        await using var book = await SomeOrdersAsync();
        var report = await book.ReportAsync("payments");

        Assert.Equal(["微信", 1L, 60m, 0.6m], report.Rows[0]);
        Assert.Equal(["现金", 1L, 40m, 0.4m], report.Rows[1]);
        Assert.Equal(350m, report.Totals["outstanding"]);
    }

    [Fact]
    public async Task A_salesperson_reads_reports_of_the_own_orders_only()
    {
        await using var book = await SomeOrdersAsync();
        var report = await book.ReportAsync("customers", actor: new Actor(3, "陈宇", Role.Sales, Via.Web));

        Assert.Equal("宁波海晟", report.Rows.Single()[1]);
        Assert.Equal(150m, report.Totals["amount"]);
    }

    [Fact]
    public async Task An_unknown_report_and_a_range_that_ends_before_it_begins_are_refused()
    {
        await using var book = await BookWithModel.CreateAsync(TestContext.Current.CancellationToken);
        var unknown = await book.Reports.RunAsync("weather", new(), BookWithModel.Owner, TestContext.Current.CancellationToken);
        Assert.Equal("report.unknown", unknown.Refusal?.Code);
        var range = await book.Reports.RunAsync("profit", new(From: new(2026, 2, 1), To: new(2026, 1, 1)), BookWithModel.Owner,
            TestContext.Current.CancellationToken);
        Assert.Equal("report.range", range.Refusal?.Code);
    }

    /// <summary>陈宇: 100 in October, 50 in November; 周敏: 300 in November, and a draft; 50 of the year before.</summary>
    private static async Task<BookWithModel> SomeOrdersAsync()
    {
        var book = await BookWithModel.CreateAsync(TestContext.Current.CancellationToken);
        await book.CustomerAsync("宁波海晟", code: "C1", region: "浙江", salesperson: "陈宇");
        await book.CustomerAsync("苏州云帆", code: "C2", region: "江苏", salesperson: "周敏");
        await book.ProductAsync("法兰", "F1", 10, cost: 6, category: "阀件");
        await book.PlaceAsync(new PlaceOrder.Input(Customer: "C1", OrderDate: new(2025, 11, 5)), ("F1", 5));
        var first = await book.PlaceAsync(new PlaceOrder.Input(Customer: "C1", OrderDate: new(2026, 10, 5)), ("F1", 10));
        await book.PlaceAsync(new PlaceOrder.Input(Customer: "C1", OrderDate: new(2026, 11, 6)), ("F1", 5));
        await book.PlaceAsync(new PlaceOrder.Input(Customer: "C2", OrderDate: new(2026, 11, 7)), ("F1", 30));
        await book.PlaceAsync(new PlaceOrder.Input(Customer: "C2", OrderDate: new(2026, 11, 8), Confirm: false), ("F1", 99));
        await book.PayAsync(first.Id, 60, "微信");
        await book.PayAsync(first.Id, 40, "现金");
        return book;
    }
}
