using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Components;
using OrderLedger.Web.Hosting;

namespace OrderLedger.Web.Ui.Layout;

/// <summary>Leads each browser module to the address that names its content, also when one module imports another: so the browser
/// keeps them all for ever and asks for none of them again.</summary>
/// <param name="Definition">As the page carries it.</param>
/// <param name="Policy">Allows this one inline script, and no other.</param>
/// <param name="Grid">Modules of the ledger's grid: asked for at once, and not one after the other as they name each other.</param>
internal sealed record ModuleMap(ImportMapDefinition Definition, string Policy, IReadOnlyList<string> Grid)
{
    private static ModuleMap? _known;
    private static ResourceAssetCollection? _of;

    /// <summary>The same for every page of one running program.</summary>
    public static ModuleMap Of(ResourceAssetCollection assets)
    {
        if (ReferenceEquals(_of, assets) && _known is { } known) return known;
        var modules = assets.Select(static asset => (asset.Url, Name: asset.Properties?.FirstOrDefault(static p => p.Name == "label")?.Value))
            .Where(static asset => asset.Name is { } name && name.StartsWith("js/", StringComparison.Ordinal) && name.EndsWith(".js", StringComparison.Ordinal))
            .DistinctBy(static asset => asset.Name, StringComparer.Ordinal).OrderBy(static asset => asset.Name, StringComparer.Ordinal).ToList();
        var definition = new ImportMapDefinition(
            modules.ToDictionary(static m => $"./{m.Name}", static m => $"./{m.Url}", StringComparer.Ordinal), null, null);
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(definition.ToString().ReplaceLineEndings("\n"))));
        var map = new ModuleMap(definition, SecurityHeaders.Policy($"'sha256-{hash}'"),
            [.. modules.Where(static m => IsOfGrid(m.Name!)).Select(static m => m.Url)]);
        (_known, _of) = (map, assets);
        return map;
    }

    private static bool IsOfGrid(string name) =>
        name.StartsWith("js/grid/", StringComparison.Ordinal) || name is "js/news.js" or "js/wide.js";
}
