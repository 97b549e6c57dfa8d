using System.Data.Common;
using System.Globalization;

namespace OrderLedger.App.ReadModel.Storage;

/// <summary>Reads the columns of a row from left to right, alike on both databases.</summary>
internal ref struct BookRow(DbDataReader reader, bool isPostgres)
{
    private int _at;

    public long Long() => reader.GetInt64(_at++);

    public long? LongOrNull()
    {
        var at = _at++;
        return reader.IsDBNull(at) ? null : reader.GetInt64(at);
    }

    /// <summary>A sum: numeric on PostgreSQL, a long on SQLite.</summary>
    public long Sum() => isPostgres ? decimal.ToInt64(reader.GetDecimal(_at++)) : reader.GetInt64(_at++);

    public int Int() => reader.GetInt32(_at++);

    public bool Bool() => reader.GetBoolean(_at++);

    public string? Text()
    {
        var at = _at++;
        return reader.IsDBNull(at) ? null : reader.GetString(at);
    }

    /// <summary>SQLite keeps dates as <c>2026-11-23</c>.</summary>
    public DateOnly? Date()
    {
        var at = _at++;
        if (reader.IsDBNull(at)) return null;
        return isPostgres ? reader.GetFieldValue<DateOnly>(at)
            : DateOnly.ParseExact(reader.GetString(at), "yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
