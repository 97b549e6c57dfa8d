using OrderLedger.App.Access;
using OrderLedger.Domain;
using OrderLedger.Domain.Customers;

namespace OrderLedger.App.Customers;

/// <summary>One customer as its reader may see it.</summary>
public sealed record CustomerView(long Id, long Version, string Code, string Name, string? ShortName, string? Company,
    string? TaxNo, string? Phone, string? Email, string? Address, string? Region, string Class, bool ClassIsAutomatic,
    string? ClassReason, string? Salesperson, string? Terms, string? PaymentMethod, Money? CreditLimit, int? ShipGateBp,
    CustomerStatus Status, string? Remark, IReadOnlyList<ContactView> Contacts, IReadOnlyList<AddressView> Addresses)
{
    internal static CustomerView Of(Customer customer, Actor reader) => new(customer.Id, customer.Version, customer.Code,
        customer.Name, customer.ShortName, customer.Company, customer.TaxNo, customer.Phone, customer.Email,
        customer.Address, customer.Region, customer.Class, customer.ClassIsAutomatic,
        reader.SeesPrices ? customer.ClassReason : null, customer.Salesperson, reader.SeesPrices ? customer.Terms : null,
        reader.SeesPrices ? customer.PaymentMethod : null, reader.SeesPrices ? customer.CreditLimit : null,
        reader.SeesPrices ? customer.ShipGateBp : null, customer.Status, customer.Remark,
        [.. customer.Contacts.Select(static c => new ContactView(c.Name, c.Title, c.Phone, c.Email))],
        [.. customer.Addresses.Select(static a => new AddressView(a.Kind, a.Text, a.Contact, a.Phone))]);
}

public sealed record ContactView(string Name, string? Title = null, string? Phone = null, string? Email = null);

public sealed record AddressView(AddressKind Kind, string Text, string? Contact = null, string? Phone = null);

/// <summary>What may be typed of a customer. Null leaves a field as it is (or empty, on a new one); an empty text clears it.</summary>
/// <param name="Code">Empty on a new customer: the next C0001.</param>
/// <param name="Class">Setting it by hand pins it; an empty text releases it to the rules.</param>
/// <param name="ShipGate">发货条件 as a fraction received before goods leave: 0 none, 0.3 a deposit, 1 paid in full.</param>
/// <param name="Contacts">Replaces all contacts.</param>
/// <param name="Addresses">Replaces all addresses.</param>
public sealed record CustomerInput(string? Name = null, string? Code = null, string? ShortName = null,
    string? Company = null, string? TaxNo = null, string? Phone = null, string? Email = null, string? Address = null,
    string? Region = null, string? Class = null, string? Salesperson = null, string? Terms = null,
    string? PaymentMethod = null, Money? CreditLimit = null, bool ClearCreditLimit = false, decimal? ShipGate = null,
    CustomerStatus? Status = null, string? Remark = null, IReadOnlyList<ContactView>? Contacts = null,
    IReadOnlyList<AddressView>? Addresses = null, long? SeenVersion = null);
