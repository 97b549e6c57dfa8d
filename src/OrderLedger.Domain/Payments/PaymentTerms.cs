using System.Globalization;

namespace OrderLedger.Domain.Payments;

/// <summary>收款计划: instalments {percent, trigger, days}, for example 30 % on confirmation,
/// 70 % thirty days after shipping.</summary>
/// <remarks>Stored as text such as <c>30@confirm;70@ship+30</c>; a 月结 with cut-off day 25 is <c>100@sign/25+30</c>.</remarks>
public sealed record PaymentTerms(IReadOnlyList<Instalment> Instalments)
{
    /// <summary>Everything on delivery of the document: due when signed for.</summary>
    public static readonly PaymentTerms OnReceipt = new([new(10_000, PaymentTrigger.Signed, 0, null)]);

    /// <summary>Reads the notation; empty text means <see cref="OnReceipt"/>. Percentages must sum to 100.</summary>
    public static Outcome<PaymentTerms> Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return OnReceipt;

        var instalments = new List<Instalment>();
        foreach (var part in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (Instalment.Parse(part) is not { } instalment) return Refusal.Invalid("terms.unreadable", part);
            instalments.Add(instalment);
        }
        return instalments.Sum(static i => i.ShareBp) == 10_000
            ? new PaymentTerms(instalments)
            : Refusal.Invalid("terms.not-hundred", text);
    }

    /// <summary>When the first instalment that <paramref name="received"/> does not cover falls due; null when nothing is
    /// owed or its trigger has not happened.</summary>
    public DateOnly? DueOn(Money receivable, Money received, Milestones milestones)
    {
        if (received >= receivable) return null;

        var shareBp = 0;
        foreach (var instalment in Instalments)
        {
            shareBp += instalment.ShareBp;
            if (received < receivable.BasisPoints(shareBp)) return instalment.DueOn(milestones);
        }
        return null;
    }

    public override string ToString() => string.Join(';', Instalments);
}

/// <summary>One part of the plan.</summary>
/// <param name="ShareBp">Basis points of the receivable.</param>
/// <param name="Days">Days after the trigger, or after the cut-off.</param>
/// <param name="CutOffDay">月结: day of month (1–31; 31 = last day) that closes the account; the days count from there.</param>
public sealed record Instalment(int ShareBp, PaymentTrigger Trigger, int Days, int? CutOffDay)
{
    private static readonly string[] Names = ["confirm", "ready", "ship", "sign"];

    internal static Instalment? Parse(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (at < 1 || !decimal.TryParse(text.AsSpan(0, at), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out var percent) || percent is <= 0 or > 100 || percent * 100 % 1 != 0) return null;

        var rest = text[(at + 1)..];
        var days = 0;
        if (rest.IndexOf('+', StringComparison.Ordinal) is >= 0 and var plus)
        {
            if (!int.TryParse(rest.AsSpan(plus + 1), NumberStyles.None, CultureInfo.InvariantCulture, out days)
                || days > 3_650) return null;
            rest = rest[..plus];
        }
        int? cutOff = null;
        if (rest.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash)
        {
            if (!int.TryParse(rest.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var day)
                || day is < 1 or > 31) return null;
            (cutOff, rest) = (day, rest[..slash]);
        }
        var trigger = Array.IndexOf(Names, rest);
        return trigger < 0 ? null : new((int)(percent * 100), (PaymentTrigger)trigger, days, cutOff);
    }

    public DateOnly? DueOn(Milestones milestones)
    {
        var date = Trigger switch
        {
            PaymentTrigger.Confirmed => milestones.Confirmed,
            PaymentTrigger.Ready => milestones.Ready ?? milestones.Shipped,
            PaymentTrigger.Shipped => milestones.Shipped,
            _ => milestones.Signed,
        };
        return date is { } day ? CutOff(day).AddDays(Days) : null;
    }

    private DateOnly CutOff(DateOnly day)
    {
        if (CutOffDay is not { } cutOff) return day;

        var inMonth = Math.Min(cutOff, DateTime.DaysInMonth(day.Year, day.Month));
        if (day.Day <= inMonth) return new(day.Year, day.Month, inMonth);
        var next = day.AddMonths(1);
        return new(next.Year, next.Month, Math.Min(cutOff, DateTime.DaysInMonth(next.Year, next.Month)));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{ShareBp / 100m:0.##}@{Names[(int)Trigger]}{(CutOffDay is { } day ? $"/{day}" : "")}{(Days > 0 ? $"+{Days}" : "")}");
}

/// <summary>What starts the clock of an instalment.</summary>
public enum PaymentTrigger
{
    Confirmed,
    /// <summary>Before shipping: when the goods are ready.</summary>
    Ready,
    Shipped,
    Signed,
}

/// <summary>The dates, in the book's zone, on which the steps were complete.</summary>
public readonly record struct Milestones(DateOnly? Confirmed, DateOnly? Ready, DateOnly? Shipped, DateOnly? Signed);
