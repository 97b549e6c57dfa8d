using System.Globalization;
using OrderLedger.App.ReadModel.Columns;

namespace OrderLedger.App.ReadModel.Filters;

/// <summary>Writes the condition that picks one value of a column, so that no client has to know how values are quoted.</summary>
internal static class FilterConditions
{
    /// <param name="value">As the ledger gives it; of an instant its day.</param>
    public static string Of(LedgerColumn column, object? value) => value is null or ""
        ? $"{column.Name} is empty" : $"{column.Name} = {Written(value)}";

    private static string Written(object value) => value switch
    {
        string text => FilterPrinter.Quote(text),
        bool flag => flag ? "yes" : "no",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        decimal number => number.ToString("0.############################", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException(value.GetType().Name),
    };
}
