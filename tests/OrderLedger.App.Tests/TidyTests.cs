using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace OrderLedger.App.Tests;

/// <summary>Reads the source itself: what no compiler and no reviewer would notice every time.</summary>
public sealed partial class TidyTests
{
    private const int ColumnsMax = 160;
    private const int LinesMax = 300;
    private static readonly string Root = FindRoot();

    [Fact]
    public void The_domain_knows_nothing_but_the_system()
    {
        var project = XDocument.Load(Path.Combine(Root, "src/OrderLedger.Domain/OrderLedger.Domain.csproj"));
        string[] references = ["PackageReference", "ProjectReference", "FrameworkReference", "Reference"];

        Assert.DoesNotContain(project.Descendants(), element => references.Contains(element.Name.LocalName));
        Assert.All(Source("src/OrderLedger.Domain").SelectMany(static file => Using().Matches(file.Text)), static use =>
            Assert.StartsWith(
                use.Groups["name"].Value is "OrderLedger" ? "OrderLedger.Domain" : "System", use.Groups["path"].Value,
                StringComparison.Ordinal));
    }

    [Fact]
    public void The_domain_counts_money_and_goods_without_floating_point() => NoLine(
        Source("src/OrderLedger.Domain"), static line => FloatingPoint().IsMatch(line));

    [Fact]
    public void Every_verb_is_named_in_a_test()
    {
        var tests = string.Concat(Source("tests").Select(static file => file.Text));
        var verbs = Source("src/OrderLedger.App").SelectMany(static file => Verbs(file.Text)).ToList();

        Assert.NotEmpty(verbs);
        None(verbs.Where(verb => !Regex.IsMatch(tests, $@"\b{verb}\b", RegexOptions.None, Second)));
    }

    [Fact]
    public void Every_refusal_has_a_sentence_in_both_languages()
    {
        var codes = Source("src").SelectMany(static file => RefusalCode().Matches(file.Text))
            .Select(static match => $"refusal.{match.Groups["code"].Value}").Distinct().Order(StringComparer.Ordinal).ToList();
        var (chinese, english) = (Texts(static name => !IsEnglish(name)), Texts(IsEnglish));

        Assert.NotEmpty(codes);
        None(codes.Except(chinese).Select(static code => $"{code} in Chinese"));
        None(codes.Except(english).Select(static code => $"{code} in English"));
    }

    [Fact]
    public void Both_databases_know_the_same_migrations()
    {
        var folder = Path.Combine(Root, "src/OrderLedger.App/Data/Migrations");

        Assert.NotEmpty(Migrations("Sqlite"));
        Assert.Equal(Migrations("Sqlite"), Migrations("Postgres"));

        // Each name begins with the second in which it was made, which differs.
        List<string> Migrations(string provider) => [.. Directory.EnumerateFiles(Path.Combine(folder, provider), "*.cs")
            .Select(static path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)
            .Where(static name => char.IsAsciiDigit(name[0]) && !name.EndsWith(".Designer", StringComparison.Ordinal))
            .Select(static name => name[(name.IndexOf('_', StringComparison.Ordinal) + 1)..])];
    }

    [Fact]
    public void Nothing_is_left_for_later() => NoLine(
        Source("src").Concat(Source("tests")), static line => Later().IsMatch(line));

    [Fact]
    public void No_line_is_too_long_to_read() => NoLine(
        Source("src").Concat(Source("tests")).Where(static file => file.Path.EndsWith(".cs", StringComparison.Ordinal)),
        static line => line.Length > ColumnsMax);

    [Fact]
    public void No_file_is_too_long_to_read() => None(Source("src")
        .Where(static file => file.Text.Count(static c => c == '\n') > LinesMax).Select(static file => file.Path));

    private static void None(IEnumerable<string> places)
    {
        var found = places.ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    private static void NoLine(IEnumerable<(string Path, string Text)> files, Func<string, bool> isWrong) =>
        None(files.SelectMany(file => file.Text.Split('\n').Index()
            .Where(line => isWrong(line.Item))
            .Select(line => string.Create(CultureInfo.InvariantCulture, $"{file.Path}:{line.Index + 1}"))));

    /// <summary>Files people write: no generated migrations, no vendored scripts.</summary>
    private static IEnumerable<(string Path, string Text)> Source(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
            .Select(static path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(static path => path.EndsWith(".cs", StringComparison.Ordinal)
                || path.EndsWith(".razor", StringComparison.Ordinal))
            .Where(static path => !Generated().IsMatch(path))
            .Order(StringComparer.Ordinal)
            .Select(static path => (path, File.ReadAllText(Path.Combine(Root, path))));

    /// <summary>A verb is a public sealed class with a RunAsync of its own (ARCHITECTURE.md).</summary>
    private static IEnumerable<string> Verbs(string text)
    {
        var classes = PublicClass().Matches(text);
        for (var i = 0; i < classes.Count; i++)
        {
            var end = i + 1 < classes.Count ? classes[i + 1].Index : text.Length;
            if (RunAsync().IsMatch(text[classes[i].Index..end])) yield return classes[i].Groups["name"].Value;
        }
    }

    private static HashSet<string> Texts(Predicate<string> isOfLanguage) =>
        [.. Directory.EnumerateFiles(Path.Combine(Root, "src/OrderLedger.Web/Texts"), "*.resx")
            .Where(path => isOfLanguage(path))
            .SelectMany(static path => XDocument.Load(path).Descendants("data"))
            .Where(static data => !string.IsNullOrWhiteSpace(data.Element("value")?.Value))
            .Select(static data => data.Attribute("name")!.Value)];

    private static bool IsEnglish(string path) => path.EndsWith(".en.resx", StringComparison.Ordinal);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "OrderLedger.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside of the repository.");
    }

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [GeneratedRegex(@"^(global )?using (static )?(\w+ = )?(?<path>(?<name>\w+)[\w.]*);",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Using();

    [GeneratedRegex(@"\b(double|float|Half|Double|Single)\b(?!\()(?=[\s\[?)>,;.])(?<!///.*)", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex FloatingPoint();

    [GeneratedRegex(@"^public sealed (partial )?class (?<name>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex PublicClass();

    [GeneratedRegex(@"^    public (async )?Task<[^\n]+ RunAsync(<\w+>)?\(", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex RunAsync();

    [GeneratedRegex("""(Refusal\.\w+|Refused|RefusalKind\.\w+,)[(\s]*\s*(\w+, )?"(?<code>[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*)["]""",
        RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex RefusalCode();

    // In two halves, so that this file does not find itself.
    [GeneratedRegex(@"\b(TO" + "DO|FIX" + "ME|HA" + @"CK)\b", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Later();

    [GeneratedRegex("(^|/)(Migrations|obj|bin)/", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Generated();
}
