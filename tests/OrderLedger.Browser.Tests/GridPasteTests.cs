using OrderLedger.Browser.Tests.Support;

namespace OrderLedger.Browser.Tests;

/// <summary>Blocks from Excel and back, and what is filled: each one change set, whole or not at all.</summary>
public sealed class GridPasteTests(Chrome chrome) : EditBook(chrome)
{
    [Fact]
    public async Task A_block_lands_as_in_Excel_and_a_trailing_line_end_blanks_nothing()
    {
        var (visit, grid) = await OpenAsync();
        await AmendAsync(2, new(Remark: "留着"));
        await grid.ShowsAsync(2, "remark", "留着");
        await grid.GoToAsync(0, "remark");

        await grid.PasteAsync("第一行\r\n有 \"尺\" 的\tPO\r\n", null);
        await grid.ShowsAsync(0, "remark", "第一行");
        await grid.ShowsAsync(1, "customerPo", "PO");
        await Expect(grid.Toast).ToContainTextAsync("3");
        await grid.PressAsync("Control+z");
        await grid.ShowsAsync(1, "customerPo", "");
        await grid.PasteAsync("\"两行\n一格\t有跳格\"\t7\"管\n\"引\"\"号\"\"\"\t\n");
        await grid.ShowsAsync(0, "customerPo", "7\"管");
        await IdleAsync(visit.Page);

        Assert.Equal("两行\n一格\t有跳格", (await OrderAsync(0)).Remark);
        Assert.Equal("引\"号\"", (await OrderAsync(1)).Remark);
        Assert.Equal("留着", (await OrderAsync(2)).Remark);
        visit.AssertQuiet();
    }

    [Fact]
    public async Task One_value_fills_the_marked_cells_and_a_block_is_repeated_where_it_fits()
    {
        var (visit, grid) = await OpenAsync();
        await grid.GoToAsync(0, "remark");
        await grid.PressAsync("Shift+ArrowDown", "Shift+ArrowDown", "Shift+ArrowDown");

        await grid.PasteAsync("急\n");
        await grid.ShowsAsync(3, "remark", "急");
        await grid.ShowsAsync(4, "remark", "");
        await grid.GoToAsync(0, "remark");
        await grid.PressAsync("Shift+ArrowDown", "Shift+ArrowDown", "Shift+ArrowDown");
        await grid.PasteAsync("甲\n乙\n");

        foreach (var (row, text) in (string[])["甲", "乙", "甲", "乙"] is var texts ? texts.Index() : []) await grid.ShowsAsync(row, "remark", text);
        await grid.ShowsAsync(4, "remark", "");
        await grid.GoToAsync(0, "remark");
        await grid.PressAsync("Shift+ArrowDown");
        await grid.PasteAsync("1\n2\n3\n");
        await grid.ShowsAsync(2, "remark", "3");
        await Expect(grid.Table.Locator("td[aria-selected=true]")).ToHaveCountAsync(3);
        visit.AssertQuiet();
    }

    [Fact]
    public async Task Tables_of_web_pages_and_Excel_keep_breaks_joined_cells_and_nothing_of_their_scripts()
    {
        var (visit, grid) = await OpenAsync();
        await grid.GoToAsync(0, "remark");

        await grid.PasteAsync("别看我", """
            <html><body><!--StartFragment--><table><tr><td style="mso-number-format:'\@'">A&amp;B<br>第二行</td><td>PO&nbsp;7</td></tr>
            <tr style="display:none"><td>藏起来的</td><td>x</td></tr>
            <tr><td rowspan=2>长</td><td><b>粗</b>
               体<img src=x onerror="window.hurt=1"><script>window.hurt = 1</script></td></tr><tr><td>右</td></tr></table></body></html>
            """);
        await grid.ShowsAsync(2, "customerPo", "右");
        await IdleAsync(visit.Page);

        var orders = new[] { await OrderAsync(0), await OrderAsync(1), await OrderAsync(2) };
        Assert.Equal(["A&B\n第二行", "长", null], orders.Select(static o => o.Remark));
        Assert.Equal(["PO 7", "粗 体", "右"], orders.Select(static o => o.CustomerPo));
        Assert.True(await visit.Page.EvaluateAsync<bool>("window.hurt === undefined"));
        visit.AssertQuiet();
    }

    [Fact]
    public async Task Texts_with_quotes_and_line_ends_are_taken_apart_as_Excel_writes_them()
    {
        var (visit, _) = await OpenAsync();

        var found = await visit.Page.EvaluateAsync<string>("""
            import('/js/grid/clipboard.js').then(m => ['', 'a', 'a\n', 'a\r\n\r\n', 'a\tb\rc', '"a\tb"', '"a""b"\tc', '5" pipe\t"x', '\t\n', '"a"b']
              .map(text => m.parseText(text))).then(found => JSON.stringify(found))
            """);

        Assert.Equal("""[[],[["a"]],[["a"]],[["a"],[""]],[["a","b"],["c"]],[["a\tb"]],[["a\"b","c"]],[["5\" pipe","\"x"]],[["",""]],[["\"a\"b"]]]""", found);
    }

    [Fact]
    public async Task A_paste_with_something_wrong_in_it_writes_nothing_until_one_says_without()
    {
        var (visit, grid) = await OpenAsync();
        await grid.GoToAsync(0, "dueDate");

        await grid.PasteAsync("2030-01-02\n没有这一天\n2030-01-04\n");

        await Expect(grid.Dialog).ToContainTextAsync("没有这一天");
        await Expect(grid.Dialog.Locator("tbody tr")).ToHaveCountAsync(1);
        Assert.Null((await OrderAsync(0)).DueDate);
        await grid.Dialog.GetByRole(AriaRole.Button, new() { Name = "其余 2 格照改" }).ClickAsync();
        await grid.ShowsAsync(2, "dueDate", "2030-01-04");
        await grid.ShowsAsync(1, "dueDate", "");
        await IdleAsync(visit.Page);
        Assert.Equal(new DateOnly(2030, 1, 2), (await OrderAsync(0)).DueDate);
        visit.AssertQuiet();
    }

    [Fact]
    public async Task Rows_below_the_last_become_orders_only_after_a_preview()
    {
        var (visit, grid) = await OpenAsync();
        await grid.GoToAsync(5, "customer");

        await grid.PasteAsync("甲公司\t法兰\t10\t35\n乙公司\t新货\t2\t30\n坏的\t法兰\t\t30\n");
        await Expect(grid.Dialog).ToContainTextAsync("2 行将成为新订单");
        await Expect(grid.Dialog.Locator(".bad").First).ToBeVisibleAsync();
        Assert.Equal(6, await grid.CountAsync());
        await grid.Dialog.GetByRole(AriaRole.Button, new() { Name = "新增 1 行" }).ClickAsync();
        await Expect(grid.Toast).ToContainTextAsync("已新增 1 行");
        await Expect(grid.Table).ToHaveAttributeAsync("aria-rowcount", "8");
        await Expect(grid.Table).ToContainTextAsync("新货");
        await grid.Toast.GetByRole(AriaRole.Button).ClickAsync();

        await Expect(grid.Table).ToHaveAttributeAsync("aria-rowcount", "7");
        visit.AssertQuiet();
    }

    [Fact]
    public async Task Rows_of_lines_with_the_number_of_an_order_join_it_after_a_preview_and_one_undo_takes_them_back()
    {
        var (visit, grid) = await OpenAsync();
        var (first, last) = (await OrderAsync(0), await OrderAsync(5));
        await visit.GoAsync("/?rows=lines");
        await grid.RunsAsync();
        await grid.GoToAsync(5, "product");
        await grid.PressAsync("Home");

        await grid.PasteAsync($"{last.Number}\t\t\t法兰\t\t10\t\t3.5\n{first.Number}\t\t\t垫片\tM8\t4\t只\t2\n"
            + $"{first.Number}\t\t\t螺栓\t\t6\t\t1\n不在册-1\t\t丙公司\t法兰\t\t2\t\t30\n");
        await Expect(grid.Dialog).ToContainTextAsync("2 行带有已有的订单编号，将成为那张订单的新明细");
        await Expect(grid.Dialog).ToContainTextAsync("1 行将成为新订单");
        Assert.Single((await OrderAsync(0)).Lines);
        await grid.Dialog.GetByRole(AriaRole.Button, new() { Name = "新增 3 行" }).ClickAsync();
        await Expect(grid.Toast).ToContainTextAsync("已新增 3 行");
        await Expect(grid.Table).ToHaveAttributeAsync("aria-rowcount", "10");
        Assert.Equal(["法兰", "垫片", "螺栓"], (await OrderAsync(0)).Lines.Select(static line => line.Product));

        await grid.PressAsync("Control+z");
        await Expect(grid.Table).ToHaveAttributeAsync("aria-rowcount", "7");
        Assert.Equal("法兰", Assert.Single((await OrderAsync(0)).Lines).Product);
        await Site.VerifyAsync();
        visit.AssertQuiet();
    }

    [Fact]
    public async Task What_was_copied_goes_in_again_and_what_was_cut_leaves_its_place()
    {
        var (visit, grid) = await OpenAsync();
        await visit.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await grid.TypeAsync(0, "remark", "从这里");
        await grid.GoToAsync(0, "remark");
        await grid.PressAsync("Control+c");
        await grid.GoToAsync(2, "remark");
        await grid.PressAsync("Control+v");
        await grid.ShowsAsync(2, "remark", "从这里");

        await grid.GoToAsync(0, "remark");
        await grid.PressAsync("Control+x");
        await grid.GoToAsync(1, "customerPo");
        await grid.PressAsync("Control+v");
        await grid.ShowsAsync(1, "customerPo", "从这里");
        await grid.ShowsAsync(0, "remark", "");
        await grid.PressAsync("Control+z");
        await grid.ShowsAsync(0, "remark", "从这里");
        await grid.ShowsAsync(1, "customerPo", "");
        visit.AssertQuiet();
    }

    [Fact]
    public async Task Ctrl_D_and_the_handle_fill_and_dates_go_on()
    {
        var (visit, grid) = await OpenAsync();
        await grid.TypeAsync(0, "dueDate", "2030-01-30");
        await grid.TypeAsync(0, "remark", "同上");
        await grid.GoToAsync(0, "remark");
        await grid.PressAsync("Shift+ArrowDown", "Shift+ArrowDown", "Control+d");
        await grid.ShowsAsync(2, "remark", "同上");
        await grid.ShowsAsync(3, "remark", "");

        await grid.GoToAsync(0, "dueDate");
        await DragAsync(visit.Page, await grid.CellAsync(3, "dueDate"));
        await grid.ShowsAsync(3, "dueDate", "2030-02-02");
        await Expect(grid.Table.Locator("td[aria-selected=true]")).ToHaveCountAsync(4);
        await grid.PressAsync("Control+z");
        await grid.ShowsAsync(3, "dueDate", "");
        await grid.ShowsAsync(0, "dueDate", "2030-01-30");
        visit.AssertQuiet();
    }

    private static async Task DragAsync(IPage page, ILocator to)
    {
        var (from, end) = ((await page.Locator(".fill-handle").BoundingBoxAsync())!, (await to.BoundingBoxAsync())!);
        await page.Mouse.MoveAsync(from.X + 4, from.Y + 4);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(end.X + 20, end.Y + end.Height / 2, new() { Steps = 5 });
        await page.Mouse.UpAsync();
    }
}
