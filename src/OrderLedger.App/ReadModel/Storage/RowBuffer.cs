using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace OrderLedger.App.ReadModel.Storage;

/// <summary>Values on their way into the read model, in a buffer that is used again. What an order and its lines share is put
/// together once and copied into each of their rows.</summary>
internal sealed class RowBuffer
{
    private Cell[] _cells = new Cell[256];

    public int Count { get; private set; }

    public void Clear() => Count = 0;

    public RowBuffer Long(long? value) => Add(new(value is null ? Kind.Null : Kind.Long, value ?? 0, null));

    public RowBuffer Int(int? value) => Add(new(value is null ? Kind.Null : Kind.Int, value ?? 0, null));

    public RowBuffer Short(int value) => Add(new(Kind.Short, value, null));

    public RowBuffer Byte(int value) => Add(new(Kind.Byte, value, null));

    public RowBuffer Date(DateOnly? value) => Add(new(value is null ? Kind.Null : Kind.Date, value?.DayNumber ?? 0, null));

    public RowBuffer Text(string? value) => Add(new(value is null ? Kind.Null : Kind.Text, 0, value));

    /// <summary>Appends values from <paramref name="from"/> on to a row, in the types of its columns.</summary>
    public void CopyTo(IDuckDBAppenderRow row, int from, int count)
    {
        foreach (ref readonly var cell in _cells.AsSpan(from, count))
        {
            switch (cell.Kind)
            {
                case Kind.Null: row.AppendNullValue(); break;
                case Kind.Long: row.AppendValue(cell.Number); break;
                case Kind.Int: row.AppendValue((int)cell.Number); break;
                case Kind.Short: row.AppendValue((short)cell.Number); break;
                case Kind.Byte: row.AppendValue((sbyte)cell.Number); break;
                case Kind.Date: row.AppendValue((DuckDBDateOnly)DateOnly.FromDayNumber((int)cell.Number)); break;
                default: row.AppendValue(cell.Text); break;
            }
        }
    }

    private RowBuffer Add(in Cell cell)
    {
        if (Count == _cells.Length) Array.Resize(ref _cells, Count * 2);
        _cells[Count++] = cell;
        return this;
    }

    private enum Kind : byte
    {
        Null,
        Long,
        Int,
        Short,
        Byte,
        Date,
        Text,
    }

    private readonly record struct Cell(Kind Kind, long Number, string? Text);
}
