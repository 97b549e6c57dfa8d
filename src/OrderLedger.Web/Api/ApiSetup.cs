using Microsoft.OpenApi;
using OrderLedger.App.Json;
using OrderLedger.Domain;

namespace OrderLedger.Web.Api;

/// <summary>The HTTP interface of contract.md, and its description.</summary>
public static class ApiSetup
{
    public static void AddLedgerApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(static json => LedgerJson.Configure(json.SerializerOptions));
        services.Configure<RouteHandlerOptions>(static o => o.ThrowOnBadRequest = true);
        services.AddOpenApi("v1", static openApi => openApi.AddSchemaTransformer(static (schema, context, _) =>
        {
            var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
            if (type == typeof(Money) || type == typeof(Quantity) || type == typeof(UnitPrice))
                (schema.Type, schema.Properties) = (JsonSchemaType.Number, null);
            return Task.CompletedTask;
        }));
    }

    public static void MapLedgerApi(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json");
        var api = app.MapGroup("/api/v1");
        api.MapMasterData();
        api.MapOrders();
        api.MapReceipts();
        api.MapChangeSets();
    }
}
