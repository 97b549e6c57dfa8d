using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace OrderLedger.Web.Hosting;

/// <summary>Packs pages and JSON on their way: the ledger's page is a seventh of its size then. Static files are packed when the
/// product is built, and a stream of events must not wait for a block to fill.</summary>
internal static class Packing
{
    public static void AddPacking(this IServiceCollection services)
    {
        services.AddResponseCompression(static packing =>
        {
            // No secret of a page is the same in two answers, so that sizes tell nothing: the token of a form is masked anew.
            packing.EnableForHttps = true;
            packing.MimeTypes = ["text/html", "application/json", "application/problem+json"];
        });
        services.Configure<BrotliCompressionProviderOptions>(static o => o.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(static o => o.Level = CompressionLevel.Fastest);
    }
}
