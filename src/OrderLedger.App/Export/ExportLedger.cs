using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.App.Export.Writing;
using OrderLedger.App.ReadModel;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.App.ReadModel.Queries;
using OrderLedger.App.Settings;
using OrderLedger.Domain;

namespace OrderLedger.App.Export;

/// <summary>Writes the ledger, as a query sees it and the reader's rights allow, to a workbook or a CSV; streaming. All rows are of
/// one moment, however long the writing takes.</summary>
public sealed class ExportLedger(LedgerReadModel readModel, Book book)
{
    /// <summary>Excel's last row; more rows go on in further sheets.</summary>
    private const int SheetRowsMax = 1_048_000;

    private static readonly string[] Columns = ["number", "orderDate", "customerCode", "customer", "class", "region", "salesperson",
        "product", "sku", "quantity", "unit", "unitPrice", "amount", "total", "received", "outstanding", "cost", "profit", "paymentMethod",
        "dueDate", "status", "shipping", "payment", "carrier", "trackingNumber", "customerPo", "remark"];

    /// <param name="query">Rows, search, filter, sort and columns; offset and limit are not used.</param>
    /// <param name="isCsv">Else .xlsx.</param>
    /// <param name="title">Name of a column in the reader's language.</param>
    /// <param name="word">Name of a status word in the reader's language.</param>
    /// <param name="total">The word before the sums of a workbook, in the reader's language.</param>
    /// <returns>The rows written; refused before the first byte.</returns>
    public async Task<Outcome<Exported>> RunAsync(Actor reader, LedgerQuery query, Stream target, bool isCsv,
        Func<LedgerColumn, string> title, Func<LedgerColumn, string, string> word, string total,
        CancellationToken cancellation)
    {
        var taken = await readModel.SnapshotAsync(cancellation);
        if (!taken.Accepted) return taken.Refusal;
        await using var snapshot = taken.Value;
        var wanted = query.Columns.Count > 0 ? query.Columns : await VisibleAsync(snapshot, reader, query.Rows, cancellation);
        var window = query with { Columns = wanted, Offset = 0, Limit = LedgerQuery.LimitMax, Totals = false };
        var first = await snapshot.QueryAsync(window, reader, cancellation);
        if (!first.Accepted) return first.Refusal;

        var settings = await book.SettingsAsync(cancellation);
        await using ITableWriter writer = isCsv ? new CsvWriter(target) : new XlsxWriter(target);
        var page = first.Value;
        var columns = page.Columns.Select(column => new TableColumn(title(column), FormatOf(column.Kind), WidthOf(column.Kind),
            query.Rows == LedgerRows.Orders ? column.IsSummedByOrder : column.IsSummedByLine)).ToList();
        var sheet = title(page.Columns[0]);
        await writer.BeginTableAsync(sheet, columns, cancellation);
        for (var written = 0L; ;)
        {
            foreach (var row in page.Rows)
            {
                if (written > 0 && written % SheetRowsMax == 0 && !isCsv)
                {
                    await writer.EndTableAsync(null, cancellation);
                    await writer.BeginTableAsync($"{sheet} {(written / SheetRowsMax) + 1}", columns, cancellation);
                }
                for (var i = 0; i < row.Length; i++) Cell(writer, page.Columns[i], row[i], settings, word);
                await writer.EndRowAsync(cancellation);
                written++;
            }
            if (page.Rows.Count < window.Limit)
            {
                await writer.EndTableAsync(query.Columns.Count == 0 ? total : null, cancellation);
                await writer.CompleteAsync(cancellation);
                return new Exported(written, page.Seq);
            }
            var next = await snapshot.QueryAsync(window with { Offset = written }, reader, cancellation);
            if (!next.Accepted) return next.Refusal;
            page = next.Value;
        }
    }

    /// <summary>The usual columns, of these rows, without those the reader may not see.</summary>
    private static async Task<IReadOnlyList<string>> VisibleAsync(
        LedgerReadModel.Snapshot snapshot, Actor reader, LedgerRows rows, CancellationToken cancellation)
    {
        var all = await snapshot.QueryAsync(new LedgerQuery { Rows = rows, Limit = 0 }, reader, cancellation);
        var seen = all.Value!.Columns.Select(static column => column.Name).ToHashSet(StringComparer.Ordinal);
        return [.. Columns.Where(seen.Contains)];
    }

    private static void Cell(ITableWriter writer, LedgerColumn column, object? value, BookSettings settings,
        Func<LedgerColumn, string, string> word)
    {
        switch (value)
        {
            case null: writer.Blank(); break;
            case string text: writer.Text(column.Kind == ColumnKind.Word ? word(column, text) : text); break;
            case DateOnly date: writer.Date(date); break;
            case DateTime instant: writer.Instant(TimeZoneInfo.ConvertTimeFromUtc(instant, settings.Zone)); break;
            case decimal number: writer.Number(number); break;
            case long number: writer.Number(number); break;
            case bool flag: writer.Text(flag ? "✓" : null); break;
            default: throw new NotSupportedException($"The export has no {value.GetType().Name}.");
        }
    }

    private static ColumnFormat FormatOf(ColumnKind kind) => kind switch
    {
        ColumnKind.Number => ColumnFormat.Integer,
        ColumnKind.Money => ColumnFormat.Money,
        ColumnKind.Quantity => ColumnFormat.Quantity,
        ColumnKind.Price => ColumnFormat.Price,
        ColumnKind.Percent => ColumnFormat.Percent,
        ColumnKind.Date => ColumnFormat.Date,
        ColumnKind.Instant => ColumnFormat.DateTime,
        _ => ColumnFormat.Text,
    };

    private static int WidthOf(ColumnKind kind) => kind switch { ColumnKind.Text => 20, ColumnKind.Instant => 18, _ => 12 };
}

/// <param name="Rows">Rows written.</param>
/// <param name="Seq">The journal's line all of it is true for.</param>
public sealed record Exported(long Rows, long Seq);
