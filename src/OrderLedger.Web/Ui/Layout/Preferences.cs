namespace OrderLedger.Web.Ui.Layout;

/// <summary>What this browser asked for, kept in cookies so that the first byte of a page is already right.</summary>
/// <param name="Theme"><c>light</c>, <c>dark</c>, or null: as the system says.</param>
/// <param name="Density"><c>comfortable</c>, or null: compact.</param>
/// <param name="Language"><c>zh-CN</c> or <c>en</c>.</param>
public sealed record Preferences(string? Theme, string? Density, string Language)
{
    private const string ThemeCookie = "ledger-theme";
    private const string DensityCookie = "ledger-density";
    private const string LanguageCookie = "ledger-language";
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    public static Preferences Of(HttpContext http)
    {
        var cookies = http.Request.Cookies;
        return new(
            OneOf(cookies[ThemeCookie], "light", "dark"),
            OneOf(cookies[DensityCookie], "comfortable"),
            OneOf(cookies[LanguageCookie], TextCatalog.Chinese, TextCatalog.English) ?? Accepted(http));
    }

    /// <summary>Stores the one choice that was pressed; a word it does not know means: back to the default.</summary>
    public static void Save(HttpContext http, IFormCollection form)
    {
        Keep(http, form, "theme", ThemeCookie, "light", "dark");
        Keep(http, form, "density", DensityCookie, "comfortable");
        Keep(http, form, "language", LanguageCookie, TextCatalog.Chinese, TextCatalog.English);
    }

    private static void Keep(HttpContext http, IFormCollection form, string field, string cookie, params string[] known)
    {
        if (!form.TryGetValue(field, out var chosen)) return;

        // Not HttpOnly: the page's own script changes theme and density without a round trip.
        var options = new CookieOptions { SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, IsEssential = true };
        if (OneOf(chosen, known) is { } value)
        {
            options.MaxAge = Kept;
            http.Response.Cookies.Append(cookie, value, options);
        }
        else http.Response.Cookies.Delete(cookie, options);
    }

    private static string? OneOf(string? value, params string[] known) =>
        Array.Find(known, k => string.Equals(k, value, StringComparison.Ordinal));

    /// <summary>The first language of the browser that we speak; Chinese when it names none.</summary>
    private static string Accepted(HttpContext http)
    {
        foreach (var language in http.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1))
        {
            if (language.Value.StartsWith("zh", StringComparison.OrdinalIgnoreCase)) return TextCatalog.Chinese;
            if (language.Value.StartsWith("en", StringComparison.OrdinalIgnoreCase)) return TextCatalog.English;
        }

        return TextCatalog.Chinese;
    }
}
