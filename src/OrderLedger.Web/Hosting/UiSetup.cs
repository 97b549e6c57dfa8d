using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OrderLedger.Web.Ui.Layout;
using OrderLedger.Web.Ui.Orders;
using OrderLedger.Web.Ui.Shared;

namespace OrderLedger.Web.Hosting;

/// <summary>The pages: static server rendering, texts in the reader's language, static files.</summary>
public static class UiSetup
{
    /// <remarks>Also call <c>builder.WebHost.UseStaticWebAssets()</c>, so that an unpublished build finds its files
    /// outside Development.</remarks>
    public static IServiceCollection AddLedgerUi(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddHttpContextAccessor();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<Texts>();
        services.AddScoped<BookDay>();
        services.AddOrderPages();
        // Otherwise every Chinese character in an attribute or a value becomes &#x5DF2; and pages grow by half.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.Configure<RequestLocalizationOptions>(static options =>
        {
            // Figures and dates are written one way in every language; only the words change.
            var (zh, en) = (CultureInfo.GetCultureInfo(TextCatalog.Chinese), CultureInfo.GetCultureInfo(TextCatalog.English));
            options.DefaultRequestCulture = new RequestCulture(CultureInfo.InvariantCulture, zh);
            options.SupportedCultures = [CultureInfo.InvariantCulture];
            options.SupportedUICultures = [zh, en];
            options.RequestCultureProviders = [new CustomRequestCultureProvider(static http =>
                Task.FromResult<ProviderCultureResult?>(new ProviderCultureResult("", Preferences.Of(http).Language)))];
        });
        return services;
    }

    /// <summary>Comes after authentication and authorization: antiforgery reads the user.</summary>
    public static WebApplication MapLedgerUi(this WebApplication app)
    {
        app.UseRequestLocalization();
        // Not in a branch: branches have a routing of their own, and the page would not be found again.
        app.UseStatusCodePagesWithReExecute("/not-found");
        app.Use(static (http, next) =>
        {
            if (Api.Problems.IsApi(http)) http.Features.GetRequiredFeature<IStatusCodePagesFeature>().Enabled = false;
            return next(http);
        });
        // Only who has signed in sees dates.
        app.Use(static async (http, next) =>
        {
            if (http.User.Identity is ActorIdentity)
                await http.RequestServices.GetRequiredService<BookDay>().LoadAsync(http.RequestAborted);
            await next(http);
        });
        app.UsePreparing();
        app.UseUploadGuard();
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous();
        app.MapPost("/preferences", (Delegate)SavePreferencesAsync).AllowAnonymous();
        app.MapRazorComponents<Ui.App>();
        return app;
    }

    /// <summary>Looks and language of this browser; no account is touched, so a sign-in is not needed.</summary>
    private static async Task<IResult> SavePreferencesAsync(HttpContext http)
    {
        if (!http.Request.HasFormContentType) return Results.LocalRedirect("/");
        try
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            Preferences.Save(http, form);
            return Results.LocalRedirect(LocalAddress.OrHome(form["back"]));
        }
        catch (InvalidDataException)
        {
            // It called itself a form and is none. An error page would read it again.
            return Results.LocalRedirect("/");
        }
    }
}
