using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.Domain;
using OrderLedger.Domain.Customers;

namespace OrderLedger.App.Customers;

/// <summary>跟进: notes what was said with a customer and when to turn to it again.</summary>
public sealed class WriteFollowUp(Ledger ledger)
{
    /// <param name="NextOn">Empty: nothing is planned.</param>
    public sealed record Input(string? Note = null, DateOnly? NextOn = null);

    public Task<Outcome<FollowUpView>> RunAsync(
        Actor actor, long customerId, Input input, CancellationToken cancellation, Once? once = null) =>
        ledger.WriteAsync<FollowUpView>(actor, "customer.follow-up", async write =>
        {
            if (actor.May(Right.EditCustomers) is { } forbidden) return forbidden;
            var found = await write.CustomerAsync(customerId, null, cancellation);
            if (!found.Accepted) return Refusal.NotFound("customer.not-found", $"{customerId}");
            var followUp = new FollowUp
            {
                CustomerId = customerId, Note = input.Note?.Trim() ?? "", NextOn = input.NextOn, By = actor.Name, UserId = actor.UserId,
                At = write.Now,
            };
            if (followUp.Check() is { } refusal) return refusal;

            write.Db.FollowUps.Add(followUp);
            await write.SaveAsync(cancellation);
            return FollowUpView.Of(followUp, found.Value);
        }, cancellation, once);
}

/// <summary>Marks a follow-up as done; it leaves the list of the day.</summary>
public sealed class FinishFollowUp(Ledger ledger)
{
    public Task<Outcome<FollowUpView>> RunAsync(
        Actor actor, long id, long? seenVersion, CancellationToken cancellation, Once? once = null) =>
        ledger.WriteAsync<FollowUpView>(actor, "customer.follow-up-done", async write =>
        {
            if (actor.May(Right.EditCustomers) is { } forbidden) return forbidden;
            var followUp = await write.Db.FollowUps.FirstOrDefaultAsync(f => f.Id == id, cancellation);
            var customer = followUp is null ? null : (await write.CustomerAsync(followUp.CustomerId, null, cancellation)).Value;
            if (followUp is null || customer is null) return Refusal.NotFound("follow-up.not-found", $"{id}");
            if (seenVersion is { } seen && seen != followUp.Version) return new Refusal(RefusalKind.Stale, "follow-up.stale", customer.Name);
            if (followUp.DoneAt is not null) return Refusal.NotAllowed("follow-up.done", customer.Name);

            followUp.DoneAt = write.Now;
            await write.SaveAsync(cancellation);
            return FollowUpView.Of(followUp, customer);
        }, cancellation, once);
}

/// <summary>Reads follow-ups: of one customer, and those whose day has come. A salesperson sees those of the own customers.</summary>
public sealed class FollowUpQueries(Book book)
{
    private const int ShownMax = 50;

    /// <summary>Newest first, at most 50; null when there is no such customer, or not for this reader (S2).</summary>
    public async Task<IReadOnlyList<FollowUpView>?> OfAsync(Actor reader, long customerId, CancellationToken cancellation)
    {
        await using var db = book.CreateDb();
        var customer = await db.Customers.AsNoTracking().FirstOrDefaultAsync(c => c.Id == customerId, cancellation);
        if (customer is null || !reader.Sees(customer.Salesperson)) return null;
        var found = await db.FollowUps.AsNoTracking().Where(f => f.CustomerId == customerId).OrderByDescending(f => f.Id)
            .Take(ShownMax).ToListAsync(cancellation);
        return [.. found.Select(f => FollowUpView.Of(f, customer))];
    }

    /// <summary>Waiting, and due by <paramref name="day"/>; the longest overdue first, at most 50.</summary>
    public async Task<IReadOnlyList<FollowUpView>> DueAsync(Actor reader, DateOnly day, CancellationToken cancellation)
    {
        await using var db = book.CreateDb();
        var customers = reader.Role == Role.Sales ? db.Customers.Where(c => c.Salesperson == reader.Name) : db.Customers;
        var due = await db.FollowUps.AsNoTracking().Where(f => f.DoneAt == null && f.NextOn != null && f.NextOn <= day)
            .Join(customers, static f => f.CustomerId, static c => c.Id, static (f, c) => new { FollowUp = f, Customer = c })
            .OrderBy(static row => row.FollowUp.NextOn).ThenBy(static row => row.FollowUp.Id).Take(ShownMax).ToListAsync(cancellation);
        return [.. due.Select(static row => FollowUpView.Of(row.FollowUp, row.Customer))];
    }
}

public sealed record FollowUpView(long Id, long Version, long CustomerId, string Customer, string Note, DateOnly? NextOn, DateTime? DoneAt,
    string By, DateTime At)
{
    internal static FollowUpView Of(FollowUp followUp, Customer customer) => new(followUp.Id, followUp.Version, customer.Id, customer.Name,
        followUp.Note, followUp.NextOn, followUp.DoneAt, followUp.By, followUp.At);
}
