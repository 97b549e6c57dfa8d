using System.Text.RegularExpressions;

namespace OrderLedger.App.Import.Reading;

/// <content>The shapes, each anchored at both ends: what does not fit whole is not a date. None can backtrack far,
/// and the text is at most 64 signs.</content>
public static partial class DateWritings
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    // 8:26, 08:26:00, T08:26:00.000Z, 8时26分; parts of a second and the offset are not kept.
    private const string Time =
        @"([ T]*(?<hour>\d{1,2})[:时点](?<minute>\d{1,2})"
        + @"([:分](?<second>\d{1,2})秒?(\.\d{1,7})?|分)?( ?Z|[+-]\d\d:?\d\d)?)?$";

    [GeneratedRegex("[(]?(星期|周)[一二三四五六日天][)]?", Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Weekday();

    [GeneratedRegex(@"^(?<a>\d{4})(?<b>\d\d)(?<c>\d\d)" + Time, Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Compact();

    [GeneratedRegex(@"^(?<a>\d{1,4}) ?(?<mark>[-/.年]) ?(?<b>\d{1,2}) ?[-/.月] ?(?<c>\d{1,4}) ?[日号]?" + Time, Options,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Three();

    [GeneratedRegex(@"^(?<b>\d{1,2}) ?[-/.月] ?(?<c>\d{1,2}) ?[日号]?" + Time, Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Two();

    [GeneratedRegex(@"^((?<c>\d{1,2})[- /](?<name>[A-Za-z]{3,9})|(?<name>[A-Za-z]{3,9})\.? (?<c>\d{1,2})(st|nd|rd|th)?)"
        + @"[-, /]{1,2}(?<a>\d{4}|\d\d)" + Time, Options, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Named();
}
