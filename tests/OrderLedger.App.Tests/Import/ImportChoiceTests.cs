using OrderLedger.App.Import;

namespace OrderLedger.App.Tests.Import;

/// <summary>Single orders of a file are taken or left.</summary>
public sealed class ImportChoiceTests : ImportTest
{
    private const string Head = "订单编号,客户名称,下单日期,产品名称,数量,单价\n";
    private const string Book1 = Head + "A-1,海晟,2026-01-05,法兰,10,3\nA-2,海晟,2026-01-05,法兰,10,3\n";
    private const string Book2 = Head + "A-1,海晟,2026-01-05,法兰,11,3\nA-2,海晟,2026-01-05,法兰,12,3\nA-3,云帆,2026-01-05,彩盒,1,1\n";

    [Fact]
    public async Task What_is_left_out_stays_as_it_is_and_is_counted_apart()
    {
        await RunAsync(Book1);

        var result = await RunAsync(Book2, new(Choice: new(Except: ["ａ-2", "A-3"])));

        Assert.Equal((new ImportCounts(0, 1, 0, 0, 0), 2, 0), (result.Orders, result.LeftOut, result.NewCustomers));
        Assert.Equal(new ImportRowCounts(3, 1, 0, 0, 0), result.Rows);
        Assert.Equal((11m, 10m), ((await OrderAsync("A-1")).Lines[0].Quantity.Value, (await OrderAsync("A-2")).Lines[0].Quantity.Value));
    }

    [Fact]
    public async Task Only_what_is_named_comes_in()
    {
        var result = await RunAsync(Book2, new(Choice: new(Only: ["A-3"])));

        Assert.Equal((1, 2, 1), (result.Orders.New, result.LeftOut, result.NewProducts));
    }

    [Fact]
    public async Task An_order_that_people_have_changed_can_be_chosen_also_behind_a_hundred_changes()
    {
        static string Many(int quantity) => Head + string.Concat(
            Enumerable.Range(1, 102).Select(n => $"B-{n},海晟,2026-01-05,法兰,{quantity},3\n"));
        await RunAsync(Many(10));
        var last = await OrderAsync("B-102");
        Accepted(await Do.Amend(last.Id, new(Lines: [new(last.Lines[0].Id, Quantity: Domain.Quantity.Of(7))])));

        var preview = await PreviewAsync(Many(12));

        Assert.Equal((100, 101, 1), (preview.Changes.Count, preview.Orders.Changed, preview.Orders.Conflicts));
        var contested = Assert.Single(preview.Contested);
        Assert.Equal(("B-102", last.Id), (contested.Number, contested.OrderId));
        Assert.Contains(contested.Fields, static f => f is { Field: "quantity", Old: "7", New: "12" });
    }

    [Fact]
    public async Task Of_two_orders_that_people_have_changed_only_the_accepted_one_follows_the_file()
    {
        await RunAsync(Book1);
        foreach (var number in new[] { "A-1", "A-2" })
        {
            var order = await OrderAsync(number);
            Accepted(await Do.Amend(order.Id, new(Lines: [new(order.Lines[0].Id, Quantity: Domain.Quantity.Of(7))])));
        }
        var preview = await PreviewAsync(Book2);
        Assert.Equal(["A-1", "A-2"], preview.Contested.Select(static c => c.Number).Order());
        Assert.Equal((0, 2), (preview.Changes.Count, preview.Orders.Conflicts));

        var result = await RunAsync(Book2, new(Choice: new(Overwritten: ["A-2"])));

        Assert.Equal(new ImportCounts(1, 1, 0, 1, 0), result.Orders);
        Assert.Equal((7m, 12m), ((await OrderAsync("A-1")).Lines[0].Quantity.Value, (await OrderAsync("A-2")).Lines[0].Quantity.Value));
    }
}
