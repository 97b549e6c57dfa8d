using OrderLedger.App.Access;
using OrderLedger.Browser.Tests.Support;

namespace OrderLedger.Browser.Tests;

/// <summary>The pages for people who do not see them, or not well.</summary>
public sealed class AccessibilityTests(Chrome chrome)
{
    private const string Run = """
        async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
          .filter(v => v.impact === 'serious' || v.impact === 'critical')
          .map(v => `${v.id}: ${v.nodes.slice(0, 3).map(n => `${n.target} ${n.any[0]?.message ?? ''}`).join(' | ')}`)
        """;

    public static TheoryData<string, bool> Looks => new() { { "zh-CN", false }, { "en-GB", true } };

    [Theory, MemberData(nameof(Looks))]
    public async Task No_page_has_a_serious_violation(string language, bool isDark)
    {
        await using var site = await LedgerSite.StartWithSampleAsync();
        await using var visit = await Visit.SignInAsync(chrome, site, nameof(Role.Owner), new(language, IsDark: isDark));
        var found = new List<string>();

        foreach (var path in await RolesTests.PathsAsync(site))
        {
            await visit.GoAsync(path);
            var violations = await ViolationsAsync(visit.Page);
            found.AddRange(violations.Select(violation => $"{path} {violation}"));
        }
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    /// <summary>What is wrong with the page as it stands, seriously.</summary>
    internal static async Task<string[]> ViolationsAsync(IPage page)
    {
        await page.EvaluateAsync(await AxeAsync());
        return await page.EvaluateAsync<string[]>(Run);
    }

    private static async Task<string> AxeAsync()
    {
        await using var script = typeof(AccessibilityTests).Assembly.GetManifestResourceStream("axe.min.js")!;
        using var reader = new StreamReader(script);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
