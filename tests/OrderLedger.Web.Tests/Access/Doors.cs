namespace OrderLedger.Web.Tests.Access;

/// <summary>Every address of the product and who may use it (S1). A new endpoint or page gets its line here, or a test
/// fails.</summary>
internal static class Doors
{
    /// <summary>Anybody, without a sign-in.</summary>
    public const string Anybody = "anybody";

    /// <summary>Everybody who has signed in.</summary>
    private const string All = "OSPWFV";

    /// <param name="Route">As the server maps it.</param>
    /// <param name="May">Initials of the roles: Owner, Sales, Production, Warehouse, Finance, Viewer.</param>
    /// <param name="Address">To ask for, where it is not the route with 1 for each parameter; <c>{order}</c> and so on name
    /// what is in the book and the salesperson's own.</param>
    /// <param name="Answer">To who may; 0: anything but 401, 403 and a fault.</param>
    public sealed record Door(string Method, string Route, string May, string? Address = null, int Answer = 0)
    {
        public bool IsForPrograms => Route.StartsWith("/api", StringComparison.Ordinal)
            || Route.StartsWith("/openapi", StringComparison.Ordinal);
    }

    public static readonly IReadOnlyList<Door> Table =
    [
        // Customers and products.
        new("GET", "/api/v1/customers/", All, "/api/v1/customers", 200),
        new("POST", "/api/v1/customers/", "OSF", "/api/v1/customers"),
        new("GET", "/api/v1/customers/{id:long}", All, "/api/v1/customers/{customer}", 200),
        new("GET", "/api/v1/customers/{id:long}/products", All, "/api/v1/customers/{customer}/products", 200),
        new("PATCH", "/api/v1/customers/{id:long}", "OSF"),
        new("GET", "/api/v1/products/", All, "/api/v1/products", 200),
        new("POST", "/api/v1/products/", "O", "/api/v1/products"),
        new("GET", "/api/v1/products/{id:long}", All, "/api/v1/products/{product}", 200),
        new("PATCH", "/api/v1/products/{id:long}", "O"),

        new("GET", "/api/v1/customers/{id:long}/follow-ups", All, "/api/v1/customers/{customer}/follow-ups", 200),
        new("POST", "/api/v1/customers/{id:long}/follow-ups", "OSF", "/api/v1/customers/{customer}/follow-ups", 400),
        new("GET", "/api/v1/follow-ups", All, Answer: 200),
        new("POST", "/api/v1/follow-ups/{id:long}/done", "OSF", Answer: 404),
        new("GET", "/api/v1/products/{id:long}/stock", All, "/api/v1/products/{product}/stock", 200),
        new("POST", "/api/v1/products/{id:long}/stock-moves", "OW", "/api/v1/products/{product}/stock-moves", 201),

        // Orders and their events: there is no order 1, so who may is answered 404, and who may not is not even told that.
        new("POST", "/api/v1/orders/", "OS", "/api/v1/orders"),
        new("POST", "/api/v1/orders/advice", "OS", Answer: 200),
        new("GET", "/api/v1/orders/{id:long}", All, "/api/v1/orders/{order}", 200),
        new("GET", "/api/v1/orders/by-number/{number}", All, "/api/v1/orders/by-number/{number}", 200),
        new("PATCH", "/api/v1/orders/{id:long}", "OS", Answer: 404),
        new("POST", "/api/v1/orders/{id:long}/confirm", "OS", Answer: 404),
        new("POST", "/api/v1/orders/{id:long}/start-production", "OP", Answer: 404),
        new("POST", "/api/v1/orders/{id:long}/finish-production", "OP", Answer: 404),
        new("POST", "/api/v1/orders/{id:long}/prepare", "OW", Answer: 404),
        new("POST", "/api/v1/orders/{id:long}/ship", "OW", Answer: 404),
        new("POST", "/api/v1/orders/{id:long}/sign", "OW", Answer: 404),
        new("POST", "/api/v1/orders/{id:long}/settle-shortfall", "OS", Answer: 404),
        new("POST", "/api/v1/orders/{id:long}/pay", "OF", Answer: 404),
        new("POST", "/api/v1/orders/{id:long}/hold", "OSPWF", Answer: 404),
        new("POST", "/api/v1/orders/{id:long}/resume", "OSPWF", Answer: 404),
        new("POST", "/api/v1/orders/{id:long}/close-rest", "OS", Answer: 404),
        new("POST", "/api/v1/orders/{id:long}/cancel", "OS", Answer: 404),
        new("GET", "/api/v1/orders/{id:long}/comments", All, "/api/v1/orders/{order}/comments", 200),
        new("POST", "/api/v1/orders/{id:long}/comments", "OSPWF", Answer: 404),
        new("DELETE", "/api/v1/orders/{id:long}/comments/{comment:long}", "OSPWF", Answer: 404),
        new("GET", "/api/v1/orders/{id:long}/attachments", All, "/api/v1/orders/{order}/attachments", 200),
        new("POST", "/api/v1/orders/{id:long}/attachments", "OSPWF", Answer: 404),
        new("GET", "/api/v1/orders/{id:long}/attachments/{attachment:long}", All, Answer: 404),
        new("DELETE", "/api/v1/orders/{id:long}/attachments/{attachment:long}", "OSPWF", Answer: 404),
        new("POST", "/api/v1/orders/{id:long}/presence", All, "/api/v1/orders/{order}/presence", 200),
        new("POST", "/api/v1/shipments/{id:long}/void", "OW", Answer: 404),
        new("GET", "/api/v1/shipments/{id:long}", All, Answer: 404),

        // Money. Workshop and warehouse are told that there is no such receipt.
        new("POST", "/api/v1/receipts/", "OF", "/api/v1/receipts"),
        new("GET", "/api/v1/receipts/{id:long}", All, "/api/v1/receipts/{receipt}"),
        new("POST", "/api/v1/receipts/{id:long}/bounce", "OF", Answer: 404),
        new("POST", "/api/v1/receipts/{id:long}/allocate", "OF", Answer: 404),
        new("POST", "/api/v1/receipts/{id:long}/release", "OF", Answer: 404),

        // Many orders, history, files.
        new("GET", "/api/v1/ledger", All, Answer: 200),
        new("GET", "/api/v1/ledger/counts", All, Answer: 200),
        new("GET", "/api/v1/ledger/columns", All, Answer: 200),
        new("GET", "/api/v1/ledger/values", All, "/api/v1/ledger/values?column=status", 200),
        new("GET", "/api/v1/ledger/groups", All, "/api/v1/ledger/groups?by=customer,status", 200),
        // Rights hang on the cell and on the event: everybody who may change anything is let in, and told there.
        new("POST", "/api/v1/ledger/changes", All, Answer: 400),
        new("POST", "/api/v1/ledger/events", All, Answer: 400),
        new("GET", "/api/v1/ledger/filter", All, "/api/v1/ledger/filter?filter=status%20%3D%20draft", 200),
        new("POST", "/api/v1/desks/ship", "OW", Answer: 400),
        new("POST", "/api/v1/desks/start-production", "OP", Answer: 400),
        new("POST", "/api/v1/desks/finish-production", "OP", Answer: 400),
        new("GET", "/api/v1/views/", All, "/api/v1/views", 200),
        new("POST", "/api/v1/views/", All, "/api/v1/views", 400),
        new("GET", "/api/v1/views/{view}", All, "/api/v1/views/all", 200),
        new("PATCH", "/api/v1/views/{id:long}", All, Answer: 404),
        new("DELETE", "/api/v1/views/{id:long}", All, Answer: 404),
        new("PUT", "/api/v1/views/{view}/layout", All, "/api/v1/views/all/layout", 200),
        new("GET", "/api/v1/search", All, "/api/v1/search?q=1", 200),
        new("GET", "/api/v1/reports/{name}", All, "/api/v1/reports/by-status", 200),
        new("GET", "/api/v1/exports/ledger.xlsx", All, Answer: 200),
        new("GET", "/api/v1/exports/ledger.csv", All, Answer: 200),
        new("GET", "/api/v1/journal", All, Answer: 200),
        new("GET", "/api/v1/change-sets/{id:long}", All),
        new("POST", "/api/v1/change-sets/{id:long}/undo", "OSPWF", "/api/v1/change-sets/999999999/undo", 404),
        new("POST", "/api/v1/imports/", "O", "/api/v1/imports", 200),
        new("POST", "/api/v1/imports/{id}/commit", "O", Answer: 404),
        new("GET", "/api/v1/events", All, Answer: 200),
        new("GET", "/openapi/{documentName}.json", All, "/openapi/v1.json", 200),

        // Pages.
        new("GET", "/", All, Answer: 200),
        new("GET", "/overview", All, Answer: 200),
        new("GET", "/board", All, Answer: 200),
        new("GET", "/board/column", All, "/board/column?status=confirmed", 200),
        new("GET", "/calendar", All, Answer: 200),
        new("GET", "/production", "OP", Answer: 200),
        new("GET", "/shipping", "OW", Answer: 200),
        new("GET", "/receivables", "OSFV", Answer: 200),
        new("GET", "/orders/new", "OS", Answer: 200),
        new("GET", "/orders/{Id:long}", All, "/orders/{order}", 200),
        new("GET", "/orders/{Id:long}/edit", "OS", "/orders/{order}/edit", 200),
        new("GET", "/customers", All, Answer: 200),
        new("GET", "/customers/new", "OSF", Answer: 200),
        new("GET", "/customers/{Id:long}", All, "/customers/{customer}", 200),
        new("GET", "/customers/{Id:long}/edit", "OSF", "/customers/{customer}/edit", 200),
        new("GET", "/customers/{CustomerId:long}/receipts/{Id:long}", All, "/customers/{customer}/receipts/{receipt}"),
        new("GET", "/products", All, Answer: 200),
        new("GET", "/products/new", "O", Answer: 200),
        new("GET", "/products/{Id:long}", All, "/products/{product}", 200),
        new("GET", "/products/{Id:long}/edit", "O", "/products/{product}/edit", 200),
        new("GET", "/preparing", All, Answer: 302),
        new("GET", "/changes", All, Answer: 200),
        new("GET", "/changes/{Id:long}", All),
        new("GET", "/import", "O", Answer: 200),
        new("GET", "/settings", "O", Answer: 200),
        new("GET", "/settings/numbers", "O", Answer: 200),
        new("GET", "/settings/classes", "O", Answer: 200),
        new("GET", "/settings/lists", "O", Answer: 200),
        new("GET", "/settings/users", "O", Answer: 200),
        new("GET", "/error", All, Answer: 200),
        new("GET", "/forbidden", ""),
        new("GET", "/not-found", All),
        new("GET", "/_framework/opaque-redirect", All),

        // Before and beside the sign-in.
        new("GET", "/healthz", Anybody, Answer: 200),
        new("GET", "/readyz", Anybody, Answer: 200),
        new("GET", "/sign-in", Anybody, Answer: 200),
        new("GET", "/sign-in/link", Anybody),
        new("GET", "/setup", Anybody),
        new("POST", "/preferences", Anybody),
        new("POST", "/sign-out", All),
    ];
}
