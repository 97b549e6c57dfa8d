using System.Text.Json;
using OrderLedger.App.Json;
using OrderLedger.Domain;

namespace OrderLedger.Web.Cli;

/// <summary>What the command line says in words.</summary>
internal static class Say
{
    private static readonly JsonSerializerOptions Indented = new(LedgerJson.Options) { WriteIndented = true };
    private static readonly Texts Texts = new();

    private static readonly AsyncLocal<bool> Json = new();

    /// <summary>Answers are read by a program: a refusal then stands on stdout too, with its code.</summary>
    public static bool IsJson { get => Json.Value; set => Json.Value = value; }

    /// <param name="Field">At fault; null: none.</param>
    private sealed record Refused(string Code, string Detail, IReadOnlyList<string> Facts, string? Field);

    /// <summary>The sentence of the refusal on stderr.</summary>
    public static int No(Refusal refusal)
    {
        if (IsJson)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(
                new Refused(refusal.Code, Texts[refusal], refusal.Facts, refusal.Field), LedgerJson.Options));
        }
        Console.Error.WriteLine(Texts[refusal]);
        return CommandLine.Refused;
    }

    /// <summary>The value as JSON or in words, or the sentence of the refusal.</summary>
    public static int Answer<T>(Outcome<T> outcome, Func<T, string> inWords)
        where T : notnull
    {
        if (!outcome.Accepted) return No(outcome.Refusal);
        Tell(outcome.Value, inWords);
        return CommandLine.Done;
    }

    public static void Tell<T>(T value, Func<T, string> inWords) =>
        Console.Out.WriteLine(IsJson ? JsonSerializer.Serialize(value, Indented) : inWords(value));

    /// <summary>Shows how far long work is, on a terminal only; what is piped stays clean.</summary>
    /// <param name="key">Text with the count as {0}.</param>
    public static IProgress<T> Progress<T>(string key) => new Line<T>(key);

    private sealed class Line<T>(string key) : IProgress<T>
    {
        private long _next;

        public void Report(T value)
        {
            if (Console.IsErrorRedirected || Environment.TickCount64 < _next) return;
            _next = Environment.TickCount64 + 200;
            Console.Error.Write($"\r{Texts[key, value]}   ");
        }
    }
}
