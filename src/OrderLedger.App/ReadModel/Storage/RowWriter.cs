using DuckDB.NET.Data;

namespace OrderLedger.App.ReadModel.Storage;

/// <summary>Appends orders with their lines. What was appended is in the tables after <see cref="Dispose"/>.</summary>
internal sealed class RowWriter(DuckDBConnection duck) : IDisposable
{
    private readonly DuckDBAppender _orders = duck.CreateAppender("orders");
    private readonly DuckDBAppender _lines = duck.CreateAppender("lines");

    public IDuckDBAppenderRow Order() => _orders.CreateRow();

    public IDuckDBAppenderRow Line() => _lines.CreateRow();

    public void Dispose()
    {
        _orders.Dispose();
        _lines.Dispose();
    }
}
