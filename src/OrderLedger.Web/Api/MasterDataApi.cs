using OrderLedger.App.Customers;
using OrderLedger.App.Products;
using OrderLedger.Web.Hosting;

namespace OrderLedger.Web.Api;

/// <summary>Customers and products.</summary>
internal static class MasterDataApi
{
    public static void MapMasterData(this RouteGroupBuilder api)
    {
        var customers = api.MapGroup("/customers").WithTags("customers");
        customers.MapGet("/", ListCustomers).WithName("listCustomers").Produces<Page<CustomerView>>();
        customers.MapPost("/", CreateCustomer).WithName("createCustomer").Produces<CustomerView>(StatusCodes.Status201Created);
        customers.MapGet("/{id:long}", GetCustomer).WithName("getCustomer").Produces<CustomerView>();
        customers.MapGet("/{id:long}/products", Bought).WithName("listCustomerProducts").Produces<IReadOnlyList<CustomerProducts.Row>>();
        customers.MapPatch("/{id:long}", AmendCustomer).WithName("amendCustomer").Produces<CustomerView>();
        var products = api.MapGroup("/products").WithTags("products");
        products.MapGet("/", ListProducts).WithName("listProducts").Produces<Page<ProductView>>();
        products.MapPost("/", CreateProduct).WithName("createProduct").Produces<ProductView>(StatusCodes.Status201Created);
        products.MapGet("/{id:long}", GetProduct).WithName("getProduct").Produces<ProductView>();
        products.MapPatch("/{id:long}", AmendProduct).WithName("amendProduct").Produces<ProductView>();
    }

    private static async Task<IResult> ListCustomers(HttpContext http, CustomerQueries customers, [AsParameters] Slice slice) =>
        slice.Check() is { } refusal ? Problems.From(http, refusal) : TypedResults.Ok(
            await customers.ListAsync(http.Actor(), slice.Q, slice.From, slice.Size, http.RequestAborted));

    private static Task<IResult> CreateCustomer(Call<CustomerInput> call, SaveCustomer verb) =>
        call.Http.CreatedAsync(
            verb.RunAsync(call.Actor, null, call.Input with { SeenVersion = null }, call.Cancellation, call.Once),
            static customer => $"/api/v1/customers/{customer.Id}");

    private static Task<IResult> GetCustomer(long id, HttpContext http, CustomerQueries customers) =>
        http.OkAsync(customers.FindAsync(http.Actor(), id, http.RequestAborted));

    private static Task<IResult> AmendCustomer(
        long id, Call<CustomerInput> call, SaveCustomer verb, CustomerQueries customers) =>
        call.Http.ChangedAsync(
            verb.RunAsync(call.Actor, id, call.Input with { SeenVersion = call.SeenVersion }, call.Cancellation, call.Once),
            () => customers.FindAsync(call.Actor, id, call.Cancellation));

    /// <summary>What the customer buys, with the price of the last time.</summary>
    private static async Task<IResult> Bought(long id, HttpContext http, CustomerQueries customers, CustomerProducts products)
    {
        var known = await customers.FindAsync(http.Actor(), id, http.RequestAborted);
        return known.Accepted ? TypedResults.Ok(await products.OfCustomerAsync(http.Actor(), id, 200, http.RequestAborted))
            : Problems.From(http, known.Refusal);
    }

    private static async Task<IResult> ListProducts(HttpContext http, ProductQueries products, [AsParameters] Slice slice) =>
        slice.Check() is { } refusal ? Problems.From(http, refusal) : TypedResults.Ok(
            await products.ListAsync(http.Actor(), slice.Q, slice.From, slice.Size, http.RequestAborted));

    private static Task<IResult> CreateProduct(Call<ProductInput> call, SaveProduct verb) =>
        call.Http.CreatedAsync(
            verb.RunAsync(call.Actor, null, call.Input with { SeenVersion = null }, call.Cancellation, call.Once),
            static product => $"/api/v1/products/{product.Id}");

    private static Task<IResult> GetProduct(long id, HttpContext http, ProductQueries products) =>
        http.OkAsync(products.FindAsync(http.Actor(), id, http.RequestAborted));

    private static Task<IResult> AmendProduct(long id, Call<ProductInput> call, SaveProduct verb, ProductQueries products) =>
        call.Http.ChangedAsync(
            verb.RunAsync(call.Actor, id, call.Input with { SeenVersion = call.SeenVersion }, call.Cancellation, call.Once),
            () => products.FindAsync(call.Actor, id, call.Cancellation));
}
