using System.Net;
using OrderLedger.App.Access;
using OrderLedger.App.Customers;
using OrderLedger.App.Products;
using OrderLedger.Domain;

namespace OrderLedger.Web.Tests.Access;

/// <summary>What one may not see does not exist: neither on the page of an order and in its lines, which the drawer shows too, nor in the
/// ledger, nor in what a change answers.</summary>
public sealed class HiddenFieldsTests
{
    /// <summary>Price, amount, received, credit limit with and without its comma: no page has these digits by chance.</summary>
    private static readonly string[] OfMoney = ["7.7713", "77.71", "12.34", "54321", "54,321"];

    /// <summary>What the goods cost, and what is earned on them.</summary>
    private static readonly string[] OfCost = ["3.3391", "33.39", "44.32"];

    private static readonly string[] OfCostNames = ["cost", "profit"];
    private static readonly string[] OfMoneyNames = ["unitPrice", "amount", "total", "overCredit", "outstanding", "cost", "profit"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Role.Production)]
    [InlineData(Role.Warehouse)]
    [InlineData(Role.Sales)]
    [InlineData(Role.Viewer)]
    public async Task Money_credit_and_cost_are_in_no_answer_to_who_may_not_see_them(Role role)
    {
        await using var server = await LedgerServer.StartAsync();
        var id = await PlaceAsync(server);
        using var client = await server.ClientOfAsync(role);
        var fields = Rights.Has(role, Right.SeePrices) ? OfCostNames : OfMoneyNames;
        var figures = Rights.Has(role, Right.SeePrices) ? OfCost : OfMoney.Concat(OfCost).ToArray();

        foreach (var address in (string[])[$"/orders/{id}", $"/?order={id}", "/?rows=lines", $"/orders/{id}/edit", $"/api/v1/orders/{id}",
            "/api/v1/ledger?rows=lines&totals=true", $"/api/v1/journal?entity=order&id={id}"])
        {
            var text = await (await client.SendAsync("GET", address)).Content.ReadAsStringAsync(Cancellation);
            Assert.NotEmpty(text);
            AssertNone(text, figures, address);
            foreach (var field in fields) Assert.DoesNotContain($"\"name\":\"{field}\"", text, StringComparison.Ordinal);
        }
        foreach (var field in fields)
        {
            // With a value that is not there now: who may see the field is told what stands there instead.
            var answer = await client.SendAsync("POST", "/api/v1/ledger/changes", new
            {
                rows = "lines", preview = true,
                changes = new[] { new { orderId = id, lineId = await LineAsync(server, id), field, value = "5", was = "4" } },
            });
            var text = await answer.Content.ReadAsStringAsync(Cancellation);
            AssertNone(text, figures, field);
            Assert.Contains("ledger.unknown-field", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Who_may_see_money_finds_those_figures()
    {
        await using var server = await LedgerServer.StartAsync();
        var id = await PlaceAsync(server);
        using var client = await server.ClientOfAsync(Role.Owner);

        var page = await (await client.SendAsync("GET", $"/orders/{id}")).Content.ReadAsStringAsync(Cancellation);

        foreach (var figure in (string[])["7.7713", "77.71", "12.34"]) Assert.Contains(figure, page, StringComparison.Ordinal);
    }

    private static void AssertNone(string text, string[] figures, string where)
    {
        foreach (var figure in figures) Assert.False(text.Contains(figure, StringComparison.Ordinal), $"{figure} stands in {where}");
    }

    /// <summary>A paid order of a customer with a credit limit; the goods have a cost.</summary>
    private static async Task<long> PlaceAsync(LedgerServer server)
    {
        var customer = await server.Get<SaveCustomer>().RunAsync(Actor.LocalOwner, null,
            new(Name: "海晟贸易", Salesperson: "Sales", CreditLimit: Money.Of(54_321m)), Cancellation);
        var product = await server.Get<SaveProduct>().RunAsync(Actor.LocalOwner, null,
            new(Name: "法兰", Price: UnitPrice.Of(7.7713m), Cost: UnitPrice.Of(3.3391m), IsMade: true), Cancellation);
        using var owner = await server.ClientOfAsync(Role.Owner, "老板");
        var id = await owner.PlaceAsync((customer.Value!.Id, product.Value!.Id));
        var paid = await owner.SendAsync("POST", $"/api/v1/orders/{id}/pay", new { amount = 12.34, method = "现金" }, ("If-Match", "*"));
        Assert.True(paid.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created, await paid.Content.ReadAsStringAsync(Cancellation));
        return id;
    }

    private static async Task<long> LineAsync(LedgerServer server, long id)
    {
        using var owner = await server.ClientOfAsync(Role.Owner, "老板");
        return (await (await owner.SendAsync("GET", $"/api/v1/orders/{id}")).JsonAsync()).GetProperty("lines")[0].GetProperty("id").GetInt64();
    }
}
