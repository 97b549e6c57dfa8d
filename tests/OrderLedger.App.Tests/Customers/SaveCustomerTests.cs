using OrderLedger.App.Access;
using OrderLedger.App.Customers;
using OrderLedger.Domain;
using OrderLedger.Domain.Customers;

namespace OrderLedger.App.Tests.Customers;

public sealed class SaveCustomerTests : LedgerTest
{
    [Fact]
    public async Task A_customer_is_stored_with_contacts_and_addresses_and_found_by_pinyin()
    {
        var saved = Accepted(await Do.SaveCustomer(new(Name: " 宁波海晟 ", TaxNo: "91350100m000100y43", Phone: "0574-001",
            Terms: "月结30天", CreditLimit: Money.Of(1_000), ShipGate: 0.3m, Class: "VIP",
            Contacts: [new("王五", Phone: "138"), new(" ")], Addresses: [new(AddressKind.Billing, "中山路")])));

        var stored = await ReadAsync(saved.Id);
        Assert.Equal(("C0001", "宁波海晟", "91350100M000100Y43", "100@sign/31+30", 3_000),
            (stored.Code, stored.Name, stored.TaxNo, stored.Terms, stored.ShipGateBp));
        Assert.Equal(("VIP", false), (stored.Class, stored.ClassIsAutomatic));
        Assert.Contains("nbhs", stored.Pinyin, StringComparison.Ordinal);
        Assert.Equal("王五", Assert.Single(stored.Contacts).Name);
        Assert.Equal("中山路", Assert.Single(stored.Addresses).Text);
    }

    [Fact]
    public async Task Amending_changes_what_was_sent_and_nothing_else()
    {
        var saved = await Do.CustomerAsync("HS", new(Phone: "1", Email: "a@b", CreditLimit: Money.Of(5),
            Contacts: [new("王五")]));

        Accepted(await Do.SaveCustomer(new(Email: "", ClearCreditLimit: true, Contacts: [new("赵六"), new("孙七")]),
            saved.Id));

        var stored = await ReadAsync(saved.Id);
        Assert.Equal(("1", null, null, saved.Version + 1), (stored.Phone, stored.Email, stored.CreditLimit,
            stored.Version));
        Assert.Equal(["赵六", "孙七"], stored.Contacts.OrderBy(static c => c.Id).Select(static c => c.Name));
    }

    [Fact]
    public async Task A_hand_set_class_stays_until_it_is_released()
    {
        var saved = await Do.CustomerAsync("HS", new(Class: "VIP"));

        Accepted(await Do.SaveCustomer(new(Class: ""), saved.Id));

        Assert.Equal(("VIP", true), ((await ReadAsync(saved.Id)).Class, (await ReadAsync(saved.Id)).ClassIsAutomatic));
    }

    [Fact]
    public async Task What_cannot_be_a_customer_is_refused()
    {
        var saved = await Do.CustomerAsync("HS");
        (CustomerInput Input, RefusalKind Kind, string Code, string? Field)[] wrong =
        [
            (new(), RefusalKind.Invalid, "customer.name-missing", "Name"),
            (new(Name: "甲", TaxNo: "91350100M000100Y44"), RefusalKind.Invalid, "customer.tax-no-invalid", "TaxNo"),
            (new(Name: "甲", ShipGate: 1.5m), RefusalKind.Invalid, "customer.ship-gate-range", "ShipGate"),
            (new(Name: "甲", CreditLimit: Money.Of(-1)), RefusalKind.Invalid, "customer.credit-negative", "CreditLimit"),
            (new(Name: "甲", Terms: "30@never"), RefusalKind.Invalid, "terms.unreadable", "Terms"),
            (new(Name: "甲", Terms: "30@sign"), RefusalKind.Invalid, "terms.not-hundred", "Terms"),
            (new(Name: "甲", Code: "ｈｓ"), RefusalKind.NotAllowed, "customer.code-taken", "Code"),
        ];
        foreach (var (input, kind, code, field) in wrong) Refused(await Do.SaveCustomer(input), kind, code, field);
        Refused(await Do.SaveCustomer(new(Name: "甲"), 999), RefusalKind.NotFound, "customer.not-found");
        Refused(await Do.SaveCustomer(new(Name: "甲", SeenVersion: 99), saved.Id), RefusalKind.Stale, "customer.stale");
        Assert.Equal(1, await Book.CountAsync("customers"));
    }

    [Fact]
    public async Task Codes_pass_those_that_were_typed()
    {
        await Do.CustomerAsync("c0001");

        Assert.Equal("C0002", Accepted(await Do.SaveCustomer(new(Name: "甲"))).Code);
    }

    [Fact]
    public Task The_owner_sales_and_finance_edit_customers() => OnlyAsync([Role.Owner, Role.Sales, Role.Finance],
        by => Do.SaveCustomer(new(Name: by.Name), by: by));

    [Fact]
    public async Task A_salesperson_keeps_the_own_customers_and_does_not_find_others()
    {
        var own = Accepted(await Do.SaveCustomer(new(Name: "自己的", Salesperson: People.Zhou.Name), by: People.Lin));
        var other = await Do.CustomerAsync("B", new(Salesperson: People.Zhou.Name));

        Assert.Equal(People.Lin.Name, (await ReadAsync(own.Id)).Salesperson);
        Refused(await Do.SaveCustomer(new(Name: "抢"), other.Id, People.Lin), RefusalKind.NotFound,
            "customer.not-found");
    }

    [Fact]
    public async Task Orders_keep_the_name_they_were_placed_with()
    {
        var customer = await Do.CustomerAsync("HS", new(Name: "旧名", Address: "旧址"));
        var order = await Do.OrderAsync(customer, (1, 1));

        Accepted(await Do.SaveCustomer(new(Name: "新名", Address: "新址", Code: "NEW"), customer.Id));

        var stored = await Book.StoredAsync(order.Id);
        Assert.Equal(("旧名", "旧址", "HS"), (stored.CustomerName, stored.DeliveryAddress, stored.CustomerCode));
    }

    private Task<Customer> ReadAsync(long id) => Book.ReadAsync(async db =>
    {
        var customer = (await db.Customers.FindAsync([id], Cancellation))!;
        await db.Entry(customer).Collection(static c => c.Contacts).LoadAsync(Cancellation);
        await db.Entry(customer).Collection(static c => c.Addresses).LoadAsync(Cancellation);
        return customer;
    });

    [Fact]
    public async Task How_far_a_customer_is_trusted_is_not_for_sales_to_decide()
    {
        var own = Accepted(await Do.SaveCustomer(new(Name: "自己的", CreditLimit: Money.Of(5), Salesperson: People.Lin.Name)));
        CustomerInput[] more = [new(CreditLimit: Money.Of(6)), new(ClearCreditLimit: true), new(ShipGate: 0.5m), new(Status: CustomerStatus.Suspended)];
        foreach (var input in more)
            Refused(await Do.SaveCustomer(input, own.Id, People.Lin), RefusalKind.Forbidden, "access.forbidden");
        Refused(await Do.SaveCustomer(new(Name: "新的", CreditLimit: Money.Of(6)), by: People.Lin), RefusalKind.Forbidden, "access.forbidden");

        Accepted(await Do.SaveCustomer(new(Phone: "138", CreditLimit: Money.Of(5), ShipGate: 0, Status: CustomerStatus.Active), own.Id, People.Lin));
        Accepted(await Do.SaveCustomer(new(CreditLimit: Money.Of(6)), own.Id, People.Finance));
    }

    [Fact]
    public async Task Gaps_in_lists_and_a_gate_finer_than_basis_points_are_refused()
    {
        Refused(await Do.SaveCustomer(new(Name: "甲", Contacts: [null!])), RefusalKind.Invalid, "list.element-missing", "Contacts[0]");
        Refused(await Do.SaveCustomer(new(Name: "甲", Addresses: [null!])), RefusalKind.Invalid, "list.element-missing", "Addresses[0]");
        Refused(await Do.SaveCustomer(new(Name: "甲", ShipGate: 0.33333m)), RefusalKind.Invalid, "fraction.too-fine", "ShipGate");
    }
}
