using System.Net;
using OrderLedger.App.Data;
using OrderLedger.Domain;

namespace OrderLedger.Web.Hosting;

/// <summary>How a book is served.</summary>
/// <param name="Urls">Where to listen.</param>
/// <param name="IsBehindProxy">A proxy of the same operator ends TLS and sets X-Forwarded-For, -Proto and -Host.</param>
/// <param name="Hosts">Names, beside the loopback's and those in <paramref name="Urls"/>, that a request may ask for.</param>
public sealed record ServeOptions(BookPlace Place, IReadOnlyList<string> Urls, bool IsBehindProxy = false,
    IReadOnlyList<string>? Hosts = null)
{
    public const string DefaultUrl = "http://127.0.0.1:5080";
    private static readonly string[] Loopback = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>Names for the allow-list of the Host header.</summary>
    public IEnumerable<string> AllowedHosts => Loopback.Concat(Hosts ?? [])
        .Concat(Urls.Select(static url => BindingAddress.Parse(url).Host)
            .Where(static host => host is not ("*" or "+" or "0.0.0.0" or "[::]")))
        .Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>Passwords and order data never cross a network in the clear.</summary>
    public Refusal? Check()
    {
        foreach (var url in Urls)
        {
            if (!TryParse(url, out var address)) return Refusal.Invalid("serve.url-invalid", url).At("urls");
            if (address.Scheme != Uri.UriSchemeHttps && !IsBehindProxy && !IsLoopback(address.Host))
                return Refusal.NotAllowed("serve.not-loopback", url).At("urls");
        }
        return Urls.Count == 0 ? Refusal.Invalid("serve.url-invalid", "").At("urls") : null;
    }

    private static bool TryParse(string url, out BindingAddress address)
    {
        try
        {
            address = BindingAddress.Parse(url);
            return !address.IsNamedPipe && !address.IsUnixPipe
                && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps);
        }
        catch (FormatException)
        {
            address = null!;
            return false;
        }
    }

    private static bool IsLoopback(string host) => Loopback.Contains(host, StringComparer.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
