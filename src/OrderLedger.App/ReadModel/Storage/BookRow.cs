using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace OrderLedger.App.ReadModel.Storage;

/// <summary>Reads the values of a row of the book from left to right, alike on both databases.</summary>
/// <remarks>The database packs each row into one JSON array: a driver takes many times longer to hand over forty values one by
/// one than to hand over their text.</remarks>
internal ref struct BookRow
{
    private Utf8JsonReader _json;

    private BookRow(ReadOnlySpan<byte> packed)
    {
        _json = new(packed);
        _json.Read();
    }

    /// <summary>What to select so that <see cref="Of"/> reads these columns.</summary>
    public static string Packed(string columns, bool isPostgres) =>
        isPostgres ? $"json_build_array({columns})" : $"json_array({columns})";

    /// <summary>The row on which the reader stands, which has one column, packed.</summary>
    public static BookRow Of(DbDataReader reader) => new(reader.GetFieldValue<byte[]>(0));

    public long Long()
    {
        _json.Read();
        return _json.GetInt64();
    }

    public long? LongOrNull()
    {
        _json.Read();
        return _json.TokenType == JsonTokenType.Null ? null : _json.GetInt64();
    }

    public int Int()
    {
        _json.Read();
        return _json.GetInt32();
    }

    /// <summary>SQLite keeps 0 and 1.</summary>
    public bool Bool()
    {
        _json.Read();
        return _json.TokenType == JsonTokenType.Number ? _json.GetInt32() != 0 : _json.GetBoolean();
    }

    public string? Text()
    {
        _json.Read();
        return _json.GetString();
    }

    /// <summary>Both databases write it <c>2026-11-23</c>.</summary>
    public DateOnly? Date()
    {
        _json.Read();
        if (_json.TokenType == JsonTokenType.Null) return null;

        var text = _json.ValueSpan;
        return text.Length == 10
            ? new(Number(text[..4]), Number(text[5..7]), Number(text[8..]))
            : throw new FormatException($"No date: {_json.GetString()}");
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Number(ReadOnlySpan<byte> digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
