using OrderLedger.App.Access;
using OrderLedger.App.ReadModel;
using OrderLedger.App.ReadModel.Queries;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.Web.Ui.Customers;

/// <summary>One order in a short list; money is null for who may not see it.</summary>
public sealed record OrderRow(long Id, string? Number, DateOnly OrderDate, DateOnly? DueDate, OrderStatus Status, bool OnHold,
    string? Product, Money? Total, Money? Received, Money? Outstanding)
{
    private static readonly string[] Words = ["id", "number", "orderDate", "dueDate", "status", "onHold", "product"];
    private static readonly string[] Figures = ["total", "received", "outstanding"];

    /// <param name="filter">In the language of the ledger.</param>
    public static async Task<(IReadOnlyList<OrderRow> Rows, long Count)> ReadAsync(
        LedgerReadModel model, Actor reader, string filter, string sort, int limit, CancellationToken cancellation)
    {
        var query = new LedgerQuery
        {
            Filter = filter, Sort = sort, Limit = limit, Columns = reader.SeesPrices ? [.. Words, .. Figures] : Words,
        };
        var page = await model.QueryAsync(query, reader, cancellation);
        return page.Accepted ? ([.. page.Value.Rows.Select(Of)], page.Value.Count) : ([], 0);
    }

    private static OrderRow Of(object?[] row) => new((long)row[0]!, (string?)row[1], (DateOnly)row[2]!, (DateOnly?)row[3],
        Enum.Parse<OrderStatus>((string)row[4]!, ignoreCase: true), (bool)row[5]!, (string?)row[6], At(row, 7), At(row, 8), At(row, 9));

    private static Money? At(object?[] row, int column) =>
        row.Length > column && row[column] is decimal amount ? Domain.Money.Of(amount) : null;
}
