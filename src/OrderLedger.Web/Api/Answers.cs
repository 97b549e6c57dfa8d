using OrderLedger.App.Customers;
using OrderLedger.App.Orders;
using OrderLedger.App.Payments;
using OrderLedger.App.Products;
using OrderLedger.Domain;

namespace OrderLedger.Web.Api;

/// <summary>Turns outcomes of verbs into answers: view with ETag, 201 with Location, or the problem.</summary>
internal static class Answers
{
    /// <summary>200 with the view.</summary>
    public static async Task<IResult> OkAsync<T>(this HttpContext http, Task<Outcome<T>> asked)
        where T : notnull
    {
        var outcome = await asked;
        return outcome.Accepted ? TypedResults.Ok(Tagged(http, outcome.Value)) : Problems.From(http, outcome.Refusal);
    }

    /// <summary>201 with the view and its address.</summary>
    public static async Task<IResult> CreatedAsync<T>(this HttpContext http, Task<Outcome<T>> asked, Func<T, string> address)
        where T : notnull
    {
        var outcome = await asked;
        return outcome.Accepted
            ? TypedResults.Created(address(outcome.Value), Tagged(http, outcome.Value)) : Problems.From(http, outcome.Refusal);
    }

    /// <summary>200 with the view after a change; 412 carries what there is now.</summary>
    /// <param name="find">Reads the thing as this reader may see it.</param>
    public static async Task<IResult> ChangedAsync<T>(
        this HttpContext http, Task<Outcome<T>> asked, Func<Task<Outcome<T>>> find)
        where T : notnull
    {
        var outcome = await asked;
        if (outcome.Accepted) return TypedResults.Ok(Tagged(http, outcome.Value));
        if (outcome.Refusal.Kind != RefusalKind.Stale) return Problems.From(http, outcome.Refusal);

        var now = await find();
        return Problems.From(http, outcome.Refusal, current: now.Accepted ? Tagged(http, now.Value) : null);
    }

    private static T Tagged<T>(HttpContext http, T view)
        where T : notnull
    {
        long? version = view switch
        {
            OrderView order => order.Version,
            CustomerView customer => customer.Version,
            ProductView product => product.Version,
            ReceiptView receipt => receipt.Version,
            ShipmentView shipment => shipment.Version,
            ViewAnswer { Id: not null } saved => saved.Version,
            _ => null,
        };
        if (version is not null) http.Response.Headers.ETag = $"\"{version}\"";
        return view;
    }
}
