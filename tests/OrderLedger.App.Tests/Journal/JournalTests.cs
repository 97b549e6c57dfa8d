using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.App.Data.Journal;
using OrderLedger.Domain;

namespace OrderLedger.App.Tests.Journal;

public sealed class JournalTests : LedgerTest
{
    [Fact]
    public async Task A_change_says_who_when_by_which_door_and_old_and_new()
    {
        var order = await Do.OrderAsync(await Do.CustomerAsync("HS", new(Salesperson: People.Lin.Name)), (10, 5));
        Book.Clock.Now += TimeSpan.FromMinutes(5);

        Accepted(await Do.Amend(order.Id, new(Remark: "急", Reason: "客户电话",
            Lines: [new(order.Lines[0].Id, Quantity: Quantity.Of(12))]),
            People.Lin with { Via = Via.Api }));

        var entry = (await Book.JournalAsync())[^1];
        var set = await Book.ReadAsync(db => db.ChangeSets.SingleAsync(c => c.Id == entry.ChangeSetId, Cancellation));
        Assert.Equal(("林晓", 2L, Via.Api, "order.amend", "客户电话", Book.Clock.Now.UtcDateTime),
            (set.By, set.UserId, set.Via, set.Verb, set.Reason, set.At));
        Assert.Equal(("order", order.Id, order.Version + 1), (entry.Root, entry.RootId, entry.RootVersion));
        var rows = entry.Changes.ToDictionary(static r => r.E);
        Assert.Equal(["Remark", "Total"], rows["order"].F.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["Amount", "Quantity"], rows["order-line"].F.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((10m, 12m), (rows["order-line"].F["Quantity"][0].GetDecimal(), rows["order-line"].F["Quantity"][1]
            .GetDecimal()));
    }

    [Fact]
    public async Task One_intention_is_one_change_set_with_one_entry_per_thing_it_touched()
    {
        var order = await Do.OrderAsync(await Do.CustomerAsync(), (10, 5));
        var before = (await Book.JournalAsync()).Count;

        Accepted(await Do.Pay(order.Id, new(Money.Of(20), "现金")));

        var entries = (await Book.JournalAsync()).Skip(before).ToList();
        Assert.Single(entries.Select(static e => e.ChangeSetId).Distinct());
        Assert.Equal(["order", "receipt"], entries.Select(static e => e.Root).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_changes_nothing_writes_nothing()
    {
        var customer = await Do.CustomerAsync("HS", new(Phone: "1"));
        var before = await Book.CountAsync("change_sets");

        var again = Accepted(await Do.SaveCustomer(new(Phone: "1"), customer.Id));

        Assert.Equal((before, customer.Version), (await Book.CountAsync("change_sets"), again.Version));
    }

    [Fact]
    public async Task Secrets_and_derived_keys_are_never_told()
    {
        Accepted(await Book.Ledger.WriteAsync<string>(People.Owner, "user.add", static write =>
        {
            var user = new User
            {
                Name = "林晓", NameKey = "林晓", Role = Role.Sales, PasswordHash = "geheim-1",
            };
            user.Tokens.Add(new() { Name = "api", Hash = "geheim-2", CreatedAt = write.Now });
            write.Db.Users.Add(user);
            return Task.FromResult<Outcome<string>>("ok");
        }, Cancellation));
        Accepted(await Book.Ledger.WriteAsync<string>(People.Owner, "user.password", async write =>
        {
            var user = await write.Db.Users.SingleAsync(Cancellation);
            user.PasswordHash = "geheim-3";
            return "ok";
        }, Cancellation));
        await Do.CustomerAsync();

        var told = string.Concat((await Book.JournalAsync()).Select(static e => e.Rows));
        Assert.DoesNotContain("geheim", told, StringComparison.Ordinal);
        Assert.DoesNotContain("Key", told, StringComparison.Ordinal);
        Assert.DoesNotContain("Pinyin", told, StringComparison.Ordinal);
        Assert.Contains("林晓", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_save_outside_the_gate_is_a_fault()
    {
        await using var db = Book.Book.CreateDb();
        db.Customers.Add(new() { Id = 7, Code = "X", Name = "X" });

        await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync(Cancellation));
    }

    [Fact]
    public async Task The_order_of_the_journal_is_the_order_of_the_commits()
    {
        var customer = await Do.CustomerAsync();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Do.OrderAsync(customer, (1, 1))));

        var sets = (await Book.JournalAsync()).Select(static e => e.ChangeSetId).ToList();

        Assert.Equal(sets.Order(), sets);
    }
}
