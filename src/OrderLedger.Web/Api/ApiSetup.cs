using System.Text.Json.Serialization.Metadata;
using Microsoft.OpenApi;
using OrderLedger.App.Json;
using OrderLedger.Domain;
using OrderLedger.Web.Hosting;

namespace OrderLedger.Web.Api;

/// <summary>The HTTP interface of contract.md, and its description.</summary>
public static class ApiSetup
{
    private static readonly Type[] Scaled = [typeof(Money), typeof(Quantity), typeof(UnitPrice)];

    public static void AddLedgerApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(static json =>
        {
            LedgerJson.Configure(json.SerializerOptions);
            json.SerializerOptions.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { WithPlainDefaults } };
        });
        services.AddSingleton<Uploads>();
        services.AddSingleton<Presence>();
        services.AddSingleton(static _ => new FileRoom(TimeSpan.FromSeconds(10)));
        services.AddSingleton<LiveEvents>();
        services.AddHostedService(static provider => provider.GetRequiredService<LiveEvents>());
        services.Configure<RouteHandlerOptions>(static o => o.ThrowOnBadRequest = true);
        services.AddOpenApi("v1", static openApi => openApi.AddSchemaTransformer(static (schema, context, _) =>
        {
            var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
            if (Scaled.Contains(type)) (schema.Type, schema.Properties) = (JsonSchemaType.Number, null);
            return Task.CompletedTask;
        }));
    }

    /// <summary>The description of a parameter such as <c>Quantity Rejected = default</c> would write its default as null and
    /// fail: such inputs are described as what they are on the wire, a number. These options only write answers; inputs are
    /// read with <see cref="LedgerJson.Options"/>.</summary>
    private static void WithPlainDefaults(JsonTypeInfo info)
    {
        var defaults = info.Type.GetConstructors().SelectMany(static c => c.GetParameters())
            .Where(static p => p.HasDefaultValue && Scaled.Contains(p.ParameterType)).Select(static p => p.Name).ToList();
        for (var i = 0; i < info.Properties.Count; i++)
        {
            var name = info.Properties[i].Name;
            if (!defaults.Contains(name, StringComparer.OrdinalIgnoreCase)) continue;
            info.Properties[i] = info.CreateJsonPropertyInfo(typeof(decimal), name);
            info.Properties[i].Get = static _ => decimal.Zero;
        }
    }

    public static void MapLedgerApi(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json");
        var api = app.MapGroup("/api/v1");
        api.MapMasterData();
        api.MapOrders();
        api.MapOrderAdvice();
        api.MapTalk();
        api.MapBeside();
        api.MapReceipts();
        api.MapChangeSets();
        api.MapLedger();
        api.MapLedgerColumns();
        api.MapViews();
        api.MapLedgerChanges();
        api.MapDesks();
        api.MapImports();
        api.MapEvents();
    }
}
