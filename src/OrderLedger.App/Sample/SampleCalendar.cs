using System.Globalization;

namespace OrderLedger.App.Sample;

/// <summary>When orders come in: three years up to now, with weekdays, festivals, growth and office hours.</summary>
internal sealed class SampleCalendar
{
    private const double GrowthPerYear = 0.18;
    private const int RecentDays = 35;

    /// <summary>The book's zone is Asia/Shanghai, which has kept one offset since 1991.</summary>
    public static readonly TimeSpan Zone = TimeSpan.FromHours(8);

    private static readonly double[] Weekdays = [.01, .13, .18, .21, .20, .24, .03];
    private static readonly ChineseLunisolarCalendar Lunar = new();

    // (from hour, to hour, share of the day's orders)
    private static readonly (double From, double To, double Share)[] Hours =
        [(8, 9, .02), (9, 12, .40), (12, 13, .03), (13, 18, .50), (18, 21, .05)];

    private readonly DateTime _now;
    private readonly double[] _upTo;

    /// <param name="nowUtc">Nothing of the sample is later.</param>
    /// <param name="recent">How much livelier the last weeks are than the trend; 1 for none.</param>
    public SampleCalendar(DateTime nowUtc, double recent)
    {
        _now = nowUtc + Zone;
        var today = DateOnly.FromDateTime(_now);
        var start = today.AddYears(-3);
        Start = new(start.Year, start.Month, 1);
        _upTo = new double[today.DayNumber - Start.DayNumber + 1];
        var sum = 0.0;
        for (var day = 0; day < _upTo.Length; day++)
        {
            var date = Start.AddDays(day);
            var weight = Weight(date) * Math.Exp(GrowthPerYear * day / 365.25);
            if (day >= _upTo.Length - RecentDays) weight *= recent;
            if (date == today) weight *= ShareBefore(_now.TimeOfDay.TotalHours);
            _upTo[day] = sum += weight;
        }
    }

    public DateOnly Start { get; }

    public int Days => _upTo.Length;

    /// <summary>The moment (UTC, whole seconds) before which this share of all orders came in; never falls as the
    /// share grows.</summary>
    /// <param name="share">In [0, 1).</param>
    public DateTime At(double share)
    {
        var target = share * _upTo[^1];
        var day = Array.BinarySearch(_upTo, target);
        day = Math.Min(day < 0 ? ~day : day + 1, _upTo.Length - 1);
        var before = day == 0 ? 0 : _upTo[day - 1];
        var within = (target - before) / (_upTo[day] - before);
        if (day == _upTo.Length - 1) within *= ShareBefore(_now.TimeOfDay.TotalHours);
        return SampleClock.At(Start.AddDays(day), HourAt(Math.Clamp(within, 0, 1)));
    }

    /// <summary>How busy a day is beside a normal day of that weekday; the growth of the firm is not in it.</summary>
    public static double Weight(DateOnly date) => Weekdays[(int)date.DayOfWeek] * Festival(date) * Season(date);

    private static double Season(DateOnly date) => date switch
    {
        { Month: 10, Day: <= 7 } => .15,
        { Month: 5, Day: <= 5 } => .2,
        { Month: >= 11 } => 1.25,
        _ => 1,
    };

    /// <summary>The Spring Festival empties about a month: work stops a week before and comes back over
    /// three.</summary>
    private static double Festival(DateOnly date)
    {
        var newYear = DateOnly.FromDateTime(Lunar.ToDateTime(date.Year, 1, 1, 0, 0, 0, 0));
        return (date.DayNumber - newYear.DayNumber) switch
        {
            <= -22 => 1,
            <= -8 => .8,
            <= -1 => .25,
            <= 7 => .02,
            <= 15 => .35,
            <= 25 => .8,
            <= 45 => 1.1,
            _ => 1,
        };
    }

    private static double ShareBefore(double hour)
    {
        var share = Hours.Sum(part => part.Share * Math.Clamp((hour - part.From) / (part.To - part.From), 0, 1));
        // Before opening time the day has no orders; a sliver keeps the cumulative weights rising.
        return Math.Max(share, 1e-9);
    }

    private static double HourAt(double share)
    {
        foreach (var (from, to, part) in Hours)
        {
            if (share <= part) return from + ((to - from) * share / part);
            share -= part;
        }

        return Hours[^1].To;
    }
}
