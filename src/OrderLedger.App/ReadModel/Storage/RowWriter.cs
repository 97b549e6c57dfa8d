using DuckDB.NET.Data;

namespace OrderLedger.App.ReadModel.Storage;

/// <summary>Appends orders with their lines. What was appended is in the tables after <see cref="Dispose"/>.</summary>
/// <param name="isStaged">Rows are gathered beside the model; see <see cref="Schema.MoveStaged"/>.</param>
internal sealed class RowWriter(DuckDBConnection duck, bool isStaged) : IDisposable
{
    private readonly DuckDBAppender _orders = duck.CreateAppender(isStaged ? "staged_orders" : "orders");
    private readonly DuckDBAppender _lines = duck.CreateAppender(isStaged ? "staged_lines" : "lines");

    public void Order(RowBuffer order)
    {
        var row = _orders.CreateRow();
        order.CopyTo(row, 0, order.Count);
        row.EndRow();
    }

    /// <param name="order">As in <see cref="Order"/>.</param>
    /// <param name="lines">Lines' own values.</param>
    /// <param name="at">Where those of this line begin.</param>
    public void Line(RowBuffer order, RowBuffer lines, int at, long profit, bool repeats, Goods goods)
    {
        var row = _lines.CreateRow();
        order.CopyTo(row, 0, isStaged ? 1 : Schema.SharedCount);
        lines.CopyTo(row, at, Schema.LineCount);
        row.AppendValue(profit).AppendValue((sbyte)(repeats ? 1 : 0));
        if (!isStaged) goods.AppendTo(row);
        row.EndRow();
    }

    public void Dispose()
    {
        _orders.Dispose();
        _lines.Dispose();
    }
}
