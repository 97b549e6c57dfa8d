using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using OrderLedger.Web.Cli;

namespace OrderLedger.Web.Tests.Cli;

/// <summary>What a person reads at a terminal, from a process of its own.</summary>
public sealed class HelpTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("zh", "导入一个工作簿", "账套所在文件夹")]
    [InlineData("en", "Imports a workbook", "The folder of the book")]
    public async Task Help_speaks_the_language_and_names_every_command(string language, string command, string option)
    {
        foreach (var words in new string[][] { [], ["user"], ["token"], ["import"], ["export"], ["sample"], ["serve"], ["restore"] })
        {
            var (code, said, _) = await RunAsync([.. words, "--help", "--lang", language]);

            Assert.Equal(CommandLine.Done, code);
            Assert.DoesNotContain("cli.help.", said, StringComparison.Ordinal);
            Assert.Contains(option, said, StringComparison.Ordinal);
            if (words.Length == 0) Assert.Contains(command, said, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_refusal_is_a_sentence_and_in_json_its_code_beside_it()
    {
        var file = Path.Combine(Path.GetTempPath(), "nothing-of-ours.xlsx");

        var (code, said, wrong) = await RunAsync(["import", file, "--json", "--lang", "zh"]);

        Assert.Equal(CommandLine.Refused, code);
        var refused = JsonDocument.Parse(said).RootElement;
        Assert.Equal("import.file-not-found", refused.GetProperty("code").GetString());
        Assert.Equal(wrong.Trim(), refused.GetProperty("detail").GetString());
        Assert.Contains(file, wrong, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_port_is_said_in_one_sentence()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var folder = Directory.CreateTempSubdirectory("ledger-port-").FullName;
        var address = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}";

        var (code, said, wrong) = await RunAsync(["serve", "--urls", address, "--data", folder, "--lang", "en"]);

        Assert.Equal((CommandLine.Refused, "", $"The address {address} is in use."), (code, said, wrong.Trim()));
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<(int Code, string Said, string Wrong)> RunAsync(string[] words)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var word in words.Prepend(typeof(CommandLine).Assembly.Location)) start.ArgumentList.Add(word);
        using var process = Process.Start(start)!;
        var (said, wrong) = (process.StandardOutput.ReadToEndAsync(Cancellation), process.StandardError.ReadToEndAsync(Cancellation));
        await process.WaitForExitAsync(Cancellation);
        return (process.ExitCode, await said, await wrong);
    }
}
