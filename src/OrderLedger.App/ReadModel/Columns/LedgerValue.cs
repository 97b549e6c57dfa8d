using System.Data.Common;
using System.Numerics;
using OrderLedger.App.Data.Maps;

namespace OrderLedger.App.ReadModel.Columns;

/// <summary>Turns stored numbers into the values people know: long, decimal, string, bool, DateOnly, DateTime (UTC) or null.</summary>
internal static class LedgerValue
{
    public static long Scale(ColumnKind kind) => kind switch
    {
        ColumnKind.Money => 100,
        ColumnKind.Percent => 10_000,
        ColumnKind.Quantity => Domain.Quantity.Scale,
        ColumnKind.Price => Domain.UnitPrice.Scale,
        _ => 1,
    };

    public static object? Read(DbDataReader reader, int at, LedgerColumn column)
    {
        if (reader.IsDBNull(at)) return null;

        return column.Kind switch
        {
            ColumnKind.Text => reader.GetString(at),
            ColumnKind.Date => reader.GetFieldValue<DateOnly>(at),
            ColumnKind.YesNo => reader.GetBoolean(at),
            ColumnKind.Word => Named(column, Whole(reader.GetValue(at))),
            ColumnKind.Instant => Converters.FromMillis(Whole(reader.GetValue(at))),
            ColumnKind.Number => Whole(reader.GetValue(at)),
            _ => Whole(reader.GetValue(at)) / (decimal)Scale(column.Kind),
        };
    }

    /// <summary>A sum may exceed a long; as a decimal it is exact up to 28 digits.</summary>
    public static decimal ReadSum(DbDataReader reader, int at, LedgerColumn column) =>
        reader.IsDBNull(at) ? 0m : (decimal)Big(reader.GetValue(at)) / Scale(column.Kind);

    public static long Whole(object value) => value switch
    {
        long number => number,
        int number => number,
        short number => number,
        sbyte number => number,
        BigInteger number => (long)number,
        _ => throw new NotSupportedException(value.GetType().Name),
    };

    private static BigInteger Big(object value) => value is BigInteger big ? big : Whole(value);

    private static string Named(LedgerColumn column, long value) =>
        column.Words.FirstOrDefault(word => word.Value == value)?.Name ?? value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
