using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Data;
using OrderLedger.App.Data.Commit;
using OrderLedger.Domain;
using OrderLedger.Domain.Customers;

namespace OrderLedger.App.Customers;

/// <summary>Finds the customer that was meant.</summary>
internal static class CustomerFacts
{
    private static readonly CompiledQuery<long, Customer> ById = new(static () =>
        EF.CompileAsyncQuery((LedgerDb db, long id) => db.Customers.AsNoTracking().Where(c => c.Id == id)));

    private static readonly CompiledQuery<string, Customer> ByKey = new(static () =>
        EF.CompileAsyncQuery((LedgerDb db, string key) => db.Customers.AsNoTracking()
            .Where(c => c.CodeKey == key || c.NameKey == key).OrderByDescending(c => c.CodeKey == key).Take(3)));

    /// <summary>By id, else by code, else by name; a name that two have is refused, never guessed.</summary>
    public static async Task<Outcome<Customer>> CustomerAsync(
        this Write write, long? id, string? nameOrCode, CancellationToken cancellation)
    {
        var found = new List<Customer>();
        if (id is { } known)
        {
            if (write.Masters.Customer(known) is { } lent) found.Add(lent);
            else
            {
                await foreach (var customer in ById.Run(write.Db, known).WithCancellation(cancellation)) found.Add(customer);
                if (found is [var read]) write.Masters.Keep(read);
            }
        }
        else if (!string.IsNullOrWhiteSpace(nameOrCode))
        {
            var key = TextFolding.Key(nameOrCode);
            await foreach (var customer in ByKey.Run(write.Db, key).WithCancellation(cancellation)) found.Add(customer);
            if (found.Count > 1 && found[0].CodeKey == key) found = [found[0]];
        }
        else
        {
            return Refusal.Invalid("order.customer-missing").At("Customer");
        }
        found.RemoveAll(customer => !write.Actor.Sees(customer.Salesperson));
        return found switch
        {
            [var one] => one,
            [] => Refusal.Invalid("customer.not-found", nameOrCode ?? $"{id}").At("Customer"),
            _ => Refusal.Invalid("customer.ambiguous", nameOrCode!).At("Customer"),
        };
    }
}
