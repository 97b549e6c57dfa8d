using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.App.Tests.ReadModel;
using OrderLedger.App.Views;
using OrderLedger.Domain;

namespace OrderLedger.App.Tests.Views;

/// <summary>Views are kept, shared and read within the rights of each reader.</summary>
public sealed class SavedViewTests : IAsyncLifetime
{
    private BookWithModel _book = null!;
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _book = await BookWithModel.CreateAsync(Cancellation);

    public ValueTask DisposeAsync() => _book.DisposeAsync();

    [Fact]
    public async Task A_view_is_found_again_with_everything_it_was_kept_with()
    {
        var layout = new ViewLayout([new("number", 180), new("total", Hidden: true)], 1, ViewDensity.Compact);

        var saved = await SavedAsync(People.Owner, new(" 大单 ", true, LedgerRows.Lines, "total > 1万", "-total", "customer,status", layout));
        var found = await FoundAsync(People.Finance, saved.Key);

        Assert.Equal(("大单", LedgerRows.Lines, "total > 1万", "-total", "customer,status"),
            (found.Name, found.Rows, found.Filter, found.Sort, found.Group));
        Assert.Equal((ViewKind.Mine, ViewKind.Shared, "boss"), (saved.Kind, found.Kind, found.Owner));
        Assert.Equal((1, ViewDensity.Compact), (found.Layout!.Frozen, found.Layout.Density));
        Assert.Equal(layout.Columns!, found.Layout.Columns!);
        Assert.Equal((1, false, true), (found.Version, found.IsEditable, saved.IsEditable));
    }

    [Fact]
    public async Task A_view_of_the_own_is_seen_by_nobody_else_until_it_is_shared()
    {
        var saved = await SavedAsync(People.Lin, new("我的"));

        Assert.Contains(saved.Key, await KeysAsync(People.Lin));
        Assert.DoesNotContain(saved.Key, await KeysAsync(People.Zhou));
        Assert.Equal("view.not-found", (await new ViewQueries(_book.Book, _book.Model).FindAsync(People.Zhou, saved.Key, Cancellation)).Refusal?.Code);
        Assert.Equal("view.not-found", (await SaveAsync(People.Owner, new(Shared: true), saved.Id)).Refusal?.Code);

        await SavedAsync(People.Lin, new(Shared: true), saved.Id);

        Assert.Contains(saved.Key, await KeysAsync(People.Zhou));
    }

    [Fact]
    public async Task Only_the_owner_and_who_may_change_the_settings_change_a_shared_view()
    {
        var saved = await SavedAsync(People.Lin, new("共享", Shared: true, Filter: "status = draft"));
        foreach (var other in new[] { People.Zhou, People.Finance, People.Viewer })
        {
            Assert.Equal("view.not-yours", (await SaveAsync(other, new(Filter: ""), saved.Id)).Refusal?.Code);
            Assert.Equal("view.not-yours", (await DeleteAsync(other, saved.Id!.Value)).Refusal?.Code);
            Assert.False((await FoundAsync(other, saved.Key)).IsEditable);
        }

        var changed = await SavedAsync(People.Owner, new(Filter: ""), saved.Id);

        Assert.Null(changed.Filter);
        Assert.Equal("共享", changed.Name);
        Assert.True((await DeleteAsync(People.Lin, saved.Id!.Value)).Accepted);
        Assert.Equal("view.not-found", (await DeleteAsync(People.Lin, saved.Id.Value)).Refusal?.Code);
    }

    [Fact]
    public async Task Who_may_not_see_a_column_in_it_gets_a_sentence_and_not_the_filter()
    {
        var filter = await SavedAsync(People.Finance, new("亏本", true, Filter: "profit < 0"));
        var sort = await SavedAsync(People.Finance, new("毛利排序", true, Sort: "-profit"));
        var group = await SavedAsync(People.Finance, new("按收款", true, Group: "payment",
            Layout: new([new("number"), new("profit"), new("total")])));
        foreach (var key in new[] { filter.Key, sort.Key, group.Key })
        {
            var seen = await FoundAsync(People.Warehouse, key);
            Assert.Equal("view.hidden-columns", seen.Problem?.Code);
            Assert.Null(seen.Filter ?? seen.Sort ?? seen.Group);
        }
        Assert.Equal("number", Assert.Single((await FoundAsync(People.Warehouse, group.Key)).Layout!.Columns!).Name);
        Assert.Null((await FoundAsync(People.Lin, group.Key)).Problem);
        Assert.Equal(["number", "total"], (await FoundAsync(People.Lin, group.Key)).Layout!.Columns!.Select(static c => c.Name));

        var listed = await new ViewQueries(_book.Book, _book.Model).ListAsync(People.Warehouse, withCounts: true, Cancellation);

        Assert.All(listed.Where(static view => view.Problem is not null), static view => Assert.Null(view.Count));
        Assert.Equal(3, listed.Count(static view => view.Problem is not null));
    }

    [Theory]
    [InlineData("", null, null, null, "view.name-length")]
    [InlineData("12", null, null, null, "view.name-reserved")]
    [InlineData("All", null, null, null, "view.name-reserved")]
    [InlineData("a", "status = nonsense", null, null, "filter.value")]
    [InlineData("a", "profit > 1", null, null, "filter.unknown-field")]
    [InlineData("a", null, "-cost", null, "ledger.unknown-field")]
    [InlineData("a", null, null, "a,b,c,d", "ledger.group-levels")]
    [InlineData("a", null, null, "profit", "ledger.unknown-field")]
    public async Task What_its_owner_may_not_ask_is_not_kept(string name, string? filter, string? sort, string? group, string code)
    {
        var refused = await SaveAsync(People.Lin, new(name, Filter: filter, Sort: sort, Group: group));

        Assert.Equal(code, refused.Refusal?.Code);
        Assert.DoesNotContain(await ListAsync(People.Lin), static view => view.Kind == ViewKind.Mine);
    }

    [Fact]
    public async Task Two_views_of_one_owner_have_two_names_and_a_stale_change_is_refused()
    {
        var first = await SavedAsync(People.Lin, new("Ａ单"));
        await SavedAsync(People.Zhou, new("A单"));

        Assert.Equal("view.name-taken", (await SaveAsync(People.Lin, new("a单"))).Refusal?.Code);
        var second = await SavedAsync(People.Lin, new(Sort: "-total", SeenVersion: 1), first.Id);
        Assert.Equal(2, second.Version);
        Assert.Equal(RefusalKind.Stale, (await SaveAsync(People.Lin, new(Sort: "", SeenVersion: 1), first.Id)).Refusal?.Kind);
        Assert.Equal(RefusalKind.Stale, (await DeleteAsync(People.Lin, first.Id!.Value, seen: 1)).Refusal?.Kind);
    }

    [Fact]
    public async Task A_layout_is_of_one_user_and_one_view()
    {
        var shared = await SavedAsync(People.Owner, new("共享", Shared: true, Layout: new([new("number")], 1)));

        Assert.True((await ArrangeAsync(People.Lin, shared.Key, new([new("total", 99), new("number")], 2))).Accepted);
        Assert.True((await ArrangeAsync(People.Lin, "overdue", new(Density: ViewDensity.Compact))).Accepted);

        var own = await FoundAsync(People.Lin, shared.Key);
        Assert.Equal((true, 2, 99), (own.IsOwnLayout, own.Layout!.Frozen, own.Layout.Columns![0].Width));
        Assert.Equal((false, 1), ((await FoundAsync(People.Zhou, shared.Key)).IsOwnLayout, (await FoundAsync(People.Zhou, shared.Key)).Layout!.Frozen));
        Assert.Equal(ViewDensity.Compact, (await FoundAsync(People.Lin, "overdue")).Layout!.Density);
        Assert.Null((await FoundAsync(People.Zhou, "overdue")).Layout);

        Assert.True((await ArrangeAsync(People.Lin, shared.Key, new())).Accepted);
        Assert.Equal(1, (await FoundAsync(People.Lin, shared.Key)).Layout!.Frozen);
        Assert.True((await DeleteAsync(People.Owner, shared.Id!.Value)).Accepted);
        Assert.Equal("view.not-found", (await ArrangeAsync(People.Lin, shared.Key, new(Frozen: 1))).Refusal?.Code);
    }

    [Fact]
    public async Task A_layout_that_cannot_be_drawn_is_refused()
    {
        (ViewLayout Layout, string Code)[] wrong =
        [
            (new([new("nonsense")]), "ledger.unknown-field"), (new([new("profit")]), "ledger.unknown-field"),
            (new([new("number"), new("订单编号")]), "view.layout-twice"), (new([new("number", 5)]), "view.layout-width"),
            (new(Frozen: 21), "view.layout-frozen"),
        ];
        foreach (var (layout, code) in wrong)
        {
            Assert.Equal(code, (await ArrangeAsync(People.Lin, "all", layout)).Refusal?.Code);
            Assert.Equal(code, (await SaveAsync(People.Lin, new("新", Layout: layout))).Refusal?.Code);
        }
        Assert.Equal("view.not-found", (await ArrangeAsync(People.Warehouse, "unpaid", new(Frozen: 1))).Refusal?.Code);
    }

    [Fact]
    public async Task Tabs_count_what_their_reader_finds_behind_them()
    {
        await _book.CustomerAsync("宁波海晟", code: "C1", salesperson: "林晓");
        await _book.CustomerAsync("苏州云帆", code: "C2", salesperson: "周强");
        await _book.ProductAsync("法兰", "F1", 10);
        await _book.PlaceAsync("C1", ("F1", 1), ("F1", 2));
        await _book.PlaceAsync("C2", ("F1", 3));
        var lines = await SavedAsync(People.Owner, new("明细", true, LedgerRows.Lines, "amount >= 20"));
        foreach (var reader in People.OfEveryRole)
        {
            var views = await new ViewQueries(_book.Book, _book.Model).ListAsync(reader, withCounts: true, Cancellation);
            foreach (var view in views.Where(static view => view.Problem is null))
            {
                var page = await _book.QueryAsync(new() { Rows = view.Rows, Filter = view.Filter, Limit = 0 }, reader);
                Assert.Equal(page.Count, view.Count);
            }
        }
        var seen = await new ViewQueries(_book.Book, _book.Model).ListAsync(People.Lin, withCounts: true, Cancellation);
        Assert.Equal(1, seen.Single(view => view.Key == lines.Key).Count);
        Assert.Equal(["all", "toShip", "dueThisWeek", "overdue", "unpaid"],
            seen.Where(static view => view.Kind == ViewKind.BuiltIn).Select(static view => view.Key));
        Assert.DoesNotContain("unpaid", await KeysAsync(People.Warehouse));
    }

    [Fact]
    public async Task Views_leave_no_trace_in_the_history_of_the_book()
    {
        await using var db = _book.Book.CreateDb();
        var before = (await db.ChangeSets.CountAsync(Cancellation), await db.Journal.CountAsync(Cancellation));

        var saved = await SavedAsync(People.Owner, new("一"));
        await ArrangeAsync(People.Owner, saved.Key, new(Frozen: 1));
        await DeleteAsync(People.Owner, saved.Id!.Value);

        Assert.Equal(before, (await db.ChangeSets.CountAsync(Cancellation), await db.Journal.CountAsync(Cancellation)));
        Assert.Equal(0, await db.ViewLayouts.CountAsync(Cancellation));
    }

    [Fact]
    public async Task Without_an_account_nothing_is_kept()
    {
        Assert.Equal("view.no-account", (await SaveAsync(Actor.LocalOwner, new("一"))).Refusal?.Code);
        Assert.Equal("view.no-account", (await ArrangeAsync(Actor.LocalOwner, "all", new(Frozen: 1))).Refusal?.Code);
    }

    [Fact]
    public async Task One_user_keeps_no_more_views_than_can_be_listed()
    {
        for (var i = 0; i < SaveView.ViewsMax; i++) await SavedAsync(People.Lin, new($"视图{i}"));

        Assert.Equal("view.too-many", (await SaveAsync(People.Lin, new("再一个"))).Refusal?.Code);
        Assert.Equal(SaveView.ViewsMax, (await ListAsync(People.Lin)).Count(static view => view.Kind == ViewKind.Mine));
    }

    private Task<Outcome<ViewInfo>> SaveAsync(Actor actor, SaveView.Input input, long? id = null) =>
        new SaveView(_book.Ledger).RunAsync(actor, id, input, Cancellation);

    private Task<ViewInfo> SavedAsync(Actor actor, SaveView.Input input, long? id = null) =>
        BookWithModel.DoneAsync(SaveAsync(actor, input, id));

    private Task<Outcome<long>> DeleteAsync(Actor actor, long id, long? seen = null) =>
        new DeleteView(_book.Ledger).RunAsync(actor, id, seen, Cancellation);

    private Task<Outcome<ViewLayout>> ArrangeAsync(Actor actor, string key, ViewLayout layout) =>
        new SaveLayout(_book.Ledger).RunAsync(actor, key, layout, Cancellation);

    private Task<ViewInfo> FoundAsync(Actor actor, string key) =>
        BookWithModel.DoneAsync(new ViewQueries(_book.Book, _book.Model).FindAsync(actor, key, Cancellation));

    private Task<IReadOnlyList<ViewInfo>> ListAsync(Actor actor) =>
        new ViewQueries(_book.Book, _book.Model).ListAsync(actor, withCounts: false, Cancellation);

    private async Task<IReadOnlyList<string>> KeysAsync(Actor actor) => [.. (await ListAsync(actor)).Select(static view => view.Key)];
}
