using System.Text;
using OrderLedger.App.Import;
using OrderLedger.App.Import.Reading;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Tests.Import;

/// <summary>A small file into a real book.</summary>
public abstract class ImportTest : LedgerTest
{
    protected ImportWorkbook Import => new(Book.Ledger, Book.Book);

    protected static Workbook File(string text) =>
        Accepted(WorkbookReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(text)), "订单.csv"));

    protected async Task<ImportResult> RunAsync(string text, ImportOptions? options = null) =>
        Accepted(await Import.RunAsync(People.Owner, File(text), options ?? new(), null, Cancellation));

    protected async Task<ImportResult> PreviewAsync(string text, ImportOptions? options = null) =>
        Accepted(await Import.PreviewAsync(People.Owner, File(text), options ?? new(), Cancellation));

    protected async Task<Order> OrderAsync(string number) => await Book.StoredAsync(
        Accepted(await new App.Orders.OrderQueries(Book.Book).FindByNumberAsync(People.Owner, number, Cancellation)).Id);
}
