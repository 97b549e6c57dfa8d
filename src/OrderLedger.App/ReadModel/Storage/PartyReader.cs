using System.Data.Common;
using DuckDB.NET.Data;
using OrderLedger.Domain;

namespace OrderLedger.App.ReadModel.Storage;

/// <summary>Copies customers, and money received, from the book into the read model.</summary>
internal sealed class PartyReader(DbConnection book, bool isPostgres, DuckDBConnection duck)
{
    /// <param name="condition">Over the customer's <c>id</c>.</param>
    public async Task CopyCustomersAsync(string condition, CancellationToken cancellation)
    {
        // The class is a reserved word to one of the databases.
        await using var command = book.Command($"""
            SELECT {Packed($"""
                id, code, name, "class", region, salesperson, short_name, pinyin, phone, company,
                (SELECT {Joined} FROM customer_contacts k WHERE k.customer_id = customers.id)
                """)}
            FROM customers WHERE {condition}
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        using var appender = duck.CreateAppender("customers");
        while (await reader.ReadAsync(cancellation)) Append(appender.CreateRow(), BookRow.Of(reader));
    }

    /// <summary>Money by receipt and order; what is on account has no order. Bounced receipts count as nothing.</summary>
    /// <param name="condition">Over the receipt's <c>id</c>.</param>
    public async Task CopyMoneyAsync(string condition, CancellationToken cancellation)
    {
        await using var command = book.Command($"""
            SELECT {Packed("r.id, a.order_id, r.customer_id, r.date, r.method, r.kind, SUM(a.amount), CASE WHEN SUM(a.amount) = r.amount THEN 1 ELSE 0 END")}
            FROM receipts r JOIN allocations a ON a.receipt_id = r.id WHERE r.{condition} AND r.bounced_at IS NULL
            GROUP BY r.id, a.order_id, r.customer_id, r.date, r.method, r.kind, r.amount HAVING SUM(a.amount) <> 0
            UNION ALL
            SELECT {Packed("r.id, NULL, r.customer_id, r.date, r.method, r.kind, r.amount - r.allocated, CASE WHEN r.allocated = 0 THEN 1 ELSE 0 END")}
            FROM receipts r WHERE r.{condition} AND r.bounced_at IS NULL AND r.amount <> r.allocated
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        using var appender = duck.CreateAppender("money");
        while (await reader.ReadAsync(cancellation)) AppendMoney(appender.CreateRow(), BookRow.Of(reader));
    }

    private string Packed(string columns) => BookRow.Packed(columns, isPostgres);

    private string Joined => isPostgres
        ? "string_agg(k.name || ' ' || coalesce(k.phone, ''), ' ')" : "group_concat(k.name || ' ' || coalesce(k.phone, ''), ' ')";

    private static void Append(IDuckDBAppenderRow to, BookRow row)
    {
        to.AppendValue(row.Long());
        var (code, name, @class, region, salesperson) = (row.Text(), row.Text(), row.Text(), row.Text(), row.Text());
        var (shortName, pinyin, phone, company, contacts) = (row.Text(), row.Text(), row.Text(), row.Text(), row.Text());
        var search = TextFolding.Key(string.Join(' ', name, shortName, code, company == name ? null : company, phone, contacts));
        to.AppendValue(code).AppendValue(name).AppendValue(@class).AppendValue(region).AppendValue(salesperson)
            .AppendValue($"{search} {pinyin}").EndRow();
    }

    private static void AppendMoney(IDuckDBAppenderRow to, BookRow row)
    {
        to.AppendValue(row.Long()).AppendValue(row.LongOrNull()).AppendValue(row.Long());
        to.AppendValue((DuckDB.NET.Native.DuckDBDateOnly)row.Date()!.Value);
        to.AppendValue(row.Text()).AppendValue((sbyte)row.Int()).AppendValue(row.Long()).AppendValue((sbyte)row.Int()).EndRow();
    }
}
