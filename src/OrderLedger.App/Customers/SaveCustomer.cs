using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.App.Data.Commit;
using OrderLedger.App.Orders;
using OrderLedger.Domain;
using OrderLedger.Domain.Customers;

namespace OrderLedger.App.Customers;

/// <summary>Creates a customer, or amends one. Orders keep the name and address they were placed with (I35).</summary>
public sealed class SaveCustomer(Ledger ledger)
{
    /// <param name="id">Null: a new customer.</param>
    public Task<Outcome<CustomerView>> RunAsync(
        Actor actor, long? id, CustomerInput input, CancellationToken cancellation, Once? once = null) =>
        ledger.WriteAsync(actor, id is null ? "customer.create" : "customer.amend",
            write => SaveAsync(write, id, input, cancellation), cancellation, once);

    internal static async Task<Outcome<CustomerView>> SaveAsync(
        Write write, long? id, CustomerInput input, CancellationToken cancellation)
    {
        if (write.Actor.May(Right.EditCustomers) is { } forbidden) return forbidden;
        var customer = id is null ? new Customer() : await write.Db.Customers.Include(static c => c.Contacts)
            .Include(static c => c.Addresses).AsSplitQuery().FirstOrDefaultAsync(c => c.Id == id, cancellation);
        if (customer is null || (id is not null && !write.Actor.Sees(customer.Salesperson)))
            return Refusal.NotFound("customer.not-found", $"{id}");
        if (input.SeenVersion is { } seen && seen != customer.Version)
            return new Refusal(RefusalKind.Stale, "customer.stale", customer.Name);
        if (Apply(write, customer, input) is { } wrong) return wrong;
        if (id is null && customer.Code.Length == 0) customer.Code = await NextCodeAsync(write, cancellation);
        if (customer.Check() is { } refusal) return refusal;
        if (await write.Db.Customers.AnyAsync(c => c.CodeKey == customer.CodeKey && c.Id != customer.Id, cancellation))
            return Refusal.NotAllowed("customer.code-taken", customer.Code).At("Code");

        if (id is null) write.Db.Customers.Add(customer);
        await write.SaveAsync(cancellation);
        return CustomerView.Of(customer, write.Actor);
    }

    private static Refusal? Apply(Write write, Customer customer, CustomerInput input)
    {
        if (input.ShipGate is < 0 or > 1) return Refusal.Invalid("customer.ship-gate-range").At("ShipGate");
        if ((input.ShipGate.TooFine("ShipGate") ?? input.Contacts.NoGaps("Contacts") ?? input.Addresses.NoGaps("Addresses")) is { } wrong)
            return wrong;
        var trust = (customer.CreditLimit, customer.ShipGateBp, customer.Status);
        customer.Name = input.Name?.Trim() ?? customer.Name;
        customer.Code = string.IsNullOrWhiteSpace(input.Code) ? customer.Code : input.Code.Trim();
        customer.ShortName = input.ShortName.Or(customer.ShortName);
        customer.Company = input.Company.Or(customer.Company);
        customer.TaxNo = input.TaxNo.Or(customer.TaxNo)?.ToUpperInvariant();
        customer.Phone = input.Phone.Or(customer.Phone);
        customer.Email = input.Email.Or(customer.Email);
        customer.Address = input.Address.Or(customer.Address);
        customer.Region = input.Region.Or(customer.Region);
        customer.PaymentMethod = input.PaymentMethod.Or(customer.PaymentMethod);
        customer.Remark = input.Remark.Or(customer.Remark);
        customer.Salesperson = write.Actor.Role == Role.Sales ? write.Actor.Name : input.Salesperson.Or(customer.Salesperson);
        if (input.Class is { } name) (customer.Class, customer.ClassIsAutomatic) = Pinned(name, customer.Class);
        if (input.Terms is { } terms)
        {
            var notation = PlaceOrder.TermsOf(write, terms);
            if (!notation.Accepted) return notation.Refusal;
            customer.Terms = notation.Value;
        }
        customer.CreditLimit = input.ClearCreditLimit ? null : input.CreditLimit ?? customer.CreditLimit;
        if (input.ShipGate is { } gate) customer.ShipGateBp = (int)(gate * 10_000);
        customer.Status = input.Status ?? customer.Status;
        // How far a customer is trusted is not for who sells to decide.
        if (trust != (customer.CreditLimit, customer.ShipGateBp, customer.Status)
            && write.Actor.May(Right.Override) is { } forbidden) return forbidden.At("CreditLimit");
        Replace(customer.Contacts, input.Contacts?.Where(static c => !string.IsNullOrWhiteSpace(c.Name))
            .Select(static c => new Contact { Name = c.Name.Trim(), Title = c.Title, Phone = c.Phone, Email = c.Email }));
        Replace(customer.Addresses, input.Addresses?.Where(static a => !string.IsNullOrWhiteSpace(a.Text))
            .Select(static a => new Address { Kind = a.Kind, Text = a.Text.Trim(), Contact = a.Contact, Phone = a.Phone }));
        return null;
    }

    /// <summary>C0001, C0002, …: past codes that were typed by hand.</summary>
    internal static async Task<string> NextCodeAsync(Write write, CancellationToken cancellation)
    {
        for (; ; )
        {
            var code = $"C{await write.NextNumberAsync("customer", cancellation):D4}";
            var key = TextFolding.Key(code);
            if (!await write.Db.Customers.AnyAsync(c => c.CodeKey == key, cancellation)) return code;
        }
    }

    private static (string Class, bool IsAutomatic) Pinned(string typed, string current) =>
        string.IsNullOrWhiteSpace(typed) ? (current, true) : (typed.Trim(), false);

    private static void Replace<T>(IList<T> parts, IEnumerable<T>? now)
    {
        if (now is null) return;
        var replacement = now.ToList();
        parts.Clear();
        foreach (var part in replacement) parts.Add(part);
    }
}
