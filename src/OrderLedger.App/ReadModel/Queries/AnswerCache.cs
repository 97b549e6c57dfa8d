using System.Collections.Concurrent;

namespace OrderLedger.App.ReadModel.Queries;

/// <summary>Counts, sums and histograms of the rows as they are now, so that scrolling does not ask for them again.</summary>
/// <remarks>One state of the read model at a time; at most <see cref="AnswersMax"/> answers, then it begins anew.</remarks>
internal sealed class AnswerCache(long revision)
{
    private const int AnswersMax = 500;
    private readonly ConcurrentDictionary<string, object> _answers = new(StringComparer.Ordinal);

    /// <summary>Which state of the read model the answers are about.</summary>
    public long Revision { get; } = revision;

    public T Of<T>(string question, Func<T> ask)
        where T : class
    {
        if (_answers.TryGetValue(question, out var known)) return (T)known;
        if (_answers.Count >= AnswersMax) _answers.Clear();
        var answer = ask();
        _answers[question] = answer;
        return answer;
    }
}
