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
        if (Find<T>(question) is { } known) return known;
        var answer = ask();
        Keep(question, answer);
        return answer;
    }

    public T? Find<T>(string question)
        where T : class => _answers.TryGetValue(question, out var known) ? (T)known : null;

    public void Keep(string question, object answer)
    {
        if (_answers.Count >= AnswersMax) _answers.Clear();
        _answers[question] = answer;
    }
}
