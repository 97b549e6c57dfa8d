using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http.Features;
using OrderLedger.Domain.Orders;
using OrderLedger.Web.Ui.Orders.Acts;

namespace OrderLedger.Web.Ui.Orders;

/// <summary>What the pages of orders need of the host.</summary>
public static class OrderPages
{
    /// <summary>Inputs of one line in the form that amends an order, hidden ones included, at most.</summary>
    private const int InputsPerLine = 16;

    public static IServiceCollection AddOrderPages(this IServiceCollection services) => services
        .AddSingleton<OrderActs>()
        .AddSingleton<OrderDecisions>()
        .AddSingleton<OrderTalkActs>()
        .AddSingleton<Customers.FollowUpActs>()
        .AddSingleton<Changes.ChangeNames>()
        // The longest order must still fit its form; the size of a request is bounded apart from this.
        .Configure<FormOptions>(static options => options.ValueCountLimit = Order.LinesMax * InputsPerLine)
        .Configure<RazorComponentsServiceOptions>(static options => options.MaxFormMappingCollectionSize = Order.LinesMax);
}
