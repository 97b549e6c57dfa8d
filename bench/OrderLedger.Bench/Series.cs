namespace OrderLedger.Bench;

/// <summary>Times of one thing measured many times, in milliseconds.</summary>
internal sealed class Series
{
    private readonly List<double> _times = [];
    private bool _isSorted;

    public int Count => _times.Count;

    /// <summary>Asked for and not done: no time of theirs is among the others.</summary>
    public int Refused { get; set; }

    public double Min => At(0);

    public double Median => At(0.5);

    public double P95 => At(0.95);

    public double P99 => At(0.99);

    public double Max => At(1);

    public void Add(TimeSpan time) => Add(time.TotalMilliseconds);

    public void Add(double milliseconds)
    {
        _times.Add(milliseconds);
        _isSorted = false;
    }

    public void Add(Series other)
    {
        _times.AddRange(other._times);
        Refused += other.Refused;
        _isSorted = false;
    }

    /// <summary>Runs once to warm up, then <paramref name="times"/> times.</summary>
    public static async Task<Series> OfAsync(int times, Func<int, Task> run)
    {
        var series = new Series();
        await run(-1);
        for (var i = 0; i < times; i++) await series.TimeAsync(() => run(i));
        return series;
    }

    public async Task<double> TimeAsync(Func<Task> run)
    {
        var began = Stopwatch.GetTimestamp();
        await run();
        var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        Add(took);
        return took;
    }

    /// <summary>The cells of <see cref="Board.TimeHeaders"/>.</summary>
    public IEnumerable<string> Cells() => [$"{Count}", Board.Ms(Min), Board.Ms(Median), Board.Ms(P95), Board.Ms(P99)];

    private double At(double fraction)
    {
        if (_times.Count == 0) return double.NaN;
        if (!_isSorted) _times.Sort();
        _isSorted = true;
        return _times[Math.Clamp((int)Math.Ceiling(fraction * _times.Count) - 1, 0, _times.Count - 1)];
    }
}
