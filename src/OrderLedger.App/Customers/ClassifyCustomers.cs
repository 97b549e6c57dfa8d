using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.App.Data.Commit;
using OrderLedger.Domain;
using OrderLedger.Domain.Customers;

namespace OrderLedger.App.Customers;

/// <summary>客户分类 by the book's rules: after orders change, and daily. A class set by hand stays until it is released.</summary>
public sealed class ClassifyCustomers(Ledger ledger, Book book, TimeProvider clock)
{
    private const int ChunkSize = 500;

    /// <param name="customerIds">Null: all whose class is automatic.</param>
    /// <returns>How many changed their class.</returns>
    public async Task<int> RunAsync(IReadOnlyCollection<long>? customerIds, CancellationToken cancellation)
    {
        var changed = 0;
        foreach (var chunk in (await DecideAsync(customerIds, cancellation)).Chunk(ChunkSize))
        {
            var outcome = await ledger.WriteAsync<Changed>(Actor.Rule, "customer.classify",
                write => ApplyAsync(write, chunk, cancellation), cancellation);
            changed += outcome.Value?.Count ?? 0;
        }
        return changed;
    }

    private sealed record Changed(int Count);

    private static async Task<Outcome<Changed>> ApplyAsync(
        Write write, IReadOnlyList<Decision> decisions, CancellationToken cancellation)
    {
        var ids = decisions.Select(static d => d.CustomerId).ToList();
        var customers = await write.Db.Customers.Where(c => ids.Contains(c.Id) && c.ClassIsAutomatic)
            .ToDictionaryAsync(static c => c.Id, cancellation);
        foreach (var decision in decisions)
        {
            if (!customers.TryGetValue(decision.CustomerId, out var customer) || customer.Class == decision.Class) continue;
            (customer.Class, customer.ClassReason) = (decision.Class, decision.Reason);
        }
        return new Changed(write.Db.ChangeTracker.Entries<Customer>().Count(static e => e.State == EntityState.Modified));
    }

    /// <summary>Those whose class would change, decided outside the gate.</summary>
    private async Task<List<Decision>> DecideAsync(IReadOnlyCollection<long>? customerIds, CancellationToken cancellation)
    {
        var settings = await book.SettingsAsync(cancellation);
        var today = settings.ToDate(clock.GetUtcNow().UtcDateTime);
        await using var db = book.CreateDb();
        var customers = db.Customers.AsNoTracking().Where(static c => c.ClassIsAutomatic);
        if (customerIds is not null) customers = customers.Where(c => customerIds.Contains(c.Id));
        var current = await customers.Select(c => new { c.Id, c.Class }).ToListAsync(cancellation);
        // Rules mostly share a window: the orders are read once for each length, not for each rule.
        var activities = new Dictionary<int, Dictionary<long, CustomerActivity>>();
        foreach (var months in settings.ClassRules.Select(static rule => rule.Months).Distinct())
            activities[months] = await ActivityAsync(db, today.AddMonths(-months), customerIds, cancellation);
        return [.. current.Select(c => (c, Decided: ClassRule.Decide(settings.ClassRules.Select(rule =>
                (rule, activities[rule.Months].GetValueOrDefault(c.Id, new(0, Money.Zero, null)))), today)))
            .Where(static d => d.Decided is { } decided && decided.Class != d.c.Class)
            .Select(static d => new Decision(d.c.Id, d.Decided!.Value.Class, d.Decided.Value.Reason))];
    }

    private static async Task<Dictionary<long, CustomerActivity>> ActivityAsync(LedgerDb db, DateOnly from,
        IReadOnlyCollection<long>? customerIds, CancellationToken cancellation)
    {
        var orders = db.Orders.Where(static o => o.ConfirmedAt != null && o.CancelledAt == null);
        if (customerIds is not null) orders = orders.Where(o => customerIds.Contains(o.CustomerId));
        var rows = orders.Select(static o => new { o.CustomerId, o.OrderDate, o.Total }).AsAsyncEnumerable();
        var activity = new Dictionary<long, CustomerActivity>();
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            var before = activity.GetValueOrDefault(row.CustomerId, new(0, Money.Zero, null));
            var first = before.FirstOrder is { } date && date < row.OrderDate ? date : row.OrderDate;
            activity[row.CustomerId] = row.OrderDate > from
                ? new(before.Orders + 1, before.Amount + row.Total, first) : before with { FirstOrder = first };
        }
        return activity;
    }

    private sealed record Decision(long CustomerId, string Class, string Reason);
}
