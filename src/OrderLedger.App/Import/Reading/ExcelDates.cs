namespace OrderLedger.App.Import.Reading;

/// <summary>Serial day numbers and the formats that show them as dates.</summary>
internal static class ExcelDates
{
    private const decimal SerialMax = 2_958_466m;
    private const int Days1904 = 1_462;
    private const long MillisecondsPerDay = 86_400_000;

    /// <summary>The date of a serial number; null for a mere time of day (below 1), negatives and past 9999.</summary>
    public static DateTime? FromSerial(decimal serial, bool date1904)
    {
        var days = date1904 ? serial + Days1904 : serial;
        if (serial < 0 || days < 1 || days >= SerialMax) return null;

        // Excel believes in 29 February 1900 (60); the days before it count from one day later.
        if (days < 60) days++;
        else if (days < 61) return null;

        var milliseconds = (long)decimal.Round(days * MillisecondsPerDay, MidpointRounding.AwayFromZero);
        return new DateTime(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified).AddMilliseconds(milliseconds);
    }

    /// <summary>The built-in formats of every language that show a date; durations (45–47) are numbers.</summary>
    public static bool IsDateFormat(int builtinId) =>
        builtinId is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 50 and <= 58) or (>= 71 and <= 81);

    /// <summary>Does the first section of a custom code show a date or time, for example
    /// <c>yyyy"年"m"月"d"日";@</c>.</summary>
    public static bool IsDateFormat(ReadOnlySpan<char> code)
    {
        var (letters, digits) = (false, false);
        for (var i = 0; i < code.Length; i++)
        {
            switch (code[i])
            {
                case ';':
                    return letters && !digits;
                case '"':
                    i = Skip(code, i, '"');
                    break;
                case '[':
                    // [h]:mm is a duration; [Red], [$-804] and [>0] say nothing.
                    if (code[(i + 1)..] is ['h' or 'H' or 'm' or 'M' or 's' or 'S',
                        ']' or 'h' or 'H' or 'm' or 'M' or 's' or 'S', ..]) return false;

                    i = Skip(code, i, ']');
                    break;
                case '\\' or '_' or '*':
                    i++;
                    break;
                case 'G' or 'g' when code[i..].StartsWith("General", StringComparison.OrdinalIgnoreCase):
                    return false;
                case 'y' or 'Y' or 'm' or 'M' or 'd' or 'D' or 'h' or 'H' or 's' or 'S':
                    letters = true;
                    break;
                // ss.000 shows parts of a second.
                case '0' or '#' or '?':
                    digits |= !letters || code[i] != '0';
                    break;
                default:
                    break;
            }
        }

        return letters && !digits;
    }

    /// <summary>Whether a custom code shows a hundred times the number, as <c>0.0%</c> does and <c>0"%"</c> does not.</summary>
    public static bool IsPercentFormat(ReadOnlySpan<char> code)
    {
        for (var i = 0; i < code.Length; i++)
        {
            if (code[i] == '%') return true;
            i = code[i] switch
            {
                '"' => Skip(code, i, '"'),
                '[' => Skip(code, i, ']'),
                '\\' or '_' or '*' => i + 1,
                _ => i,
            };
        }
        return false;
    }

    /// <summary>How many digits a format of zeros alone forces: <c>00000000</c> → 8; else 0.</summary>
    public static byte ForcedDigits(ReadOnlySpan<char> code) =>
        code.Length is > 1 and <= 40 && !code.ContainsAnyExcept('0') ? (byte)code.Length : (byte)0;

    private static int Skip(ReadOnlySpan<char> code, int at, char end)
    {
        var length = code[(at + 1)..].IndexOf(end);
        return length < 0 ? code.Length : at + 1 + length;
    }
}
