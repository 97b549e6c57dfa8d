using OrderLedger.Domain;

namespace OrderLedger.Web.Cli;

/// <summary>What the command line says in words.</summary>
internal static class Say
{
    private static readonly Texts Texts = new();

    /// <summary>The sentence of the refusal on stderr.</summary>
    public static int No(Refusal refusal)
    {
        Console.Error.WriteLine(Texts[refusal]);
        return CommandLine.Refused;
    }

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
