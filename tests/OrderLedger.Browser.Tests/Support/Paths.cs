using System.Globalization;

namespace OrderLedger.Browser.Tests.Support;

/// <summary>The pages of the product that a signed-in person can type into the address bar.</summary>
internal static class Paths
{
    public static IEnumerable<string> Of(long? order, long? customer, long? product) =>
    [
        "/", "/overview", "/board", "/calendar", "/calendar?view=week&day=late", "/production", "/production?by=order", "/shipping",
        "/shipping?all=yes", "/receivables", "/customers", "/products", "/orders/new", "/customers/new", "/products/new", "/changes", "/import",
        "/settings", "/settings/classes", "/settings/lists", "/settings/numbers", "/settings/users",
        .. Of("orders", order), .. Of("customers", customer), .. Of("products", product),
    ];

    private static string[] Of(string noun, long? id) => id is not { } known ? []
        : [Line($"/{noun}/{known}"), Line($"/{noun}/{known}/edit")];

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
