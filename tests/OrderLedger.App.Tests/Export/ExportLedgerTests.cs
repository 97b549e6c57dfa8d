using Microsoft.Extensions.Logging.Abstractions;
using OrderLedger.App.Access;
using OrderLedger.App.Export;
using OrderLedger.App.Import.Reading;
using OrderLedger.App.ReadModel;
using OrderLedger.App.ReadModel.Queries;
using OrderLedger.Domain;

namespace OrderLedger.App.Tests.Export;

/// <summary>What leaves as a file is what the reader may see, and nothing can become a formula.</summary>
public sealed class ExportLedgerTests : LedgerTest
{
    private async Task<List<List<string?>>> ExportAsync(Actor reader, LedgerQuery query, bool isCsv)
    {
        await using var model = new LedgerReadModel(Book.Book, Book.Clock, NullLogger<LedgerReadModel>.Instance);
        using var file = new MemoryStream();
        Accepted(await new ExportLedger(model, Book.Book).RunAsync(reader, query, file, isCsv,
            static column => column.Name, static (_, word) => word, "Total", Cancellation));
        using var workbook = Accepted(WorkbookReader.Open(new MemoryStream(file.ToArray()), isCsv ? "a.csv" : "a.xlsx"));
        return Accepted(workbook.Sheets[0].Read<List<List<string?>>>(static rows =>
            [.. rows.Select(static row => row.Cells.Select(CellValues.Text).ToList())]));
    }

    private async Task PlaceAsync(string remark)
    {
        Accepted(await Do.SaveCustomer(new(Name: "海晟机电", Salesperson: People.Lin.Name)));
        Accepted(await Do.Place(new(Customer: "海晟机电", Remark: remark,
            Lines: [new(Product: "法兰", Quantity: Quantity.Of(10), UnitPrice: UnitPrice.Of(3.5m))])));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_totals_of_the_file_are_those_of_the_book(bool isCsv)
    {
        await PlaceAsync("=1+1");

        var rows = await ExportAsync(People.Owner, new() { Columns = ["number", "total", "remark"] }, isCsv);

        Assert.Equal(["number", "total", "remark"], rows[0]);
        Assert.Equal(("35", "=1+1"), (rows[1][1]!.Replace(".00", "", StringComparison.Ordinal), rows[1][2]));
    }

    [Fact]
    public async Task A_file_is_of_one_moment_however_many_windows_it_takes()
    {
        await PlaceAsync("a");
        await using var model = new LedgerReadModel(Book.Book, Book.Clock, NullLogger<LedgerReadModel>.Instance);
        var columns = new LedgerQuery { Columns = ["number", "remark"], Sort = "number" };

        await using (var snapshot = Accepted(await model.SnapshotAsync(Cancellation)))
        {
            var before = Accepted(await snapshot.QueryAsync(columns, People.Owner, Cancellation));
            Accepted(await Do.Place(new(Customer: "海晟机电",
                Lines: [new(Product: "法兰", Quantity: Quantity.Of(1), UnitPrice: UnitPrice.Of(1))])));
            Assert.Equal(2, Accepted(await model.QueryAsync(columns, People.Owner, Cancellation)).Count);
            var later = Accepted(await snapshot.QueryAsync(columns, People.Owner, Cancellation));

            Assert.Equal((1, before.Seq), (later.Count, later.Seq));
            Refused(await snapshot.QueryAsync(columns with { Columns = ["nothing"] }, People.Owner, Cancellation),
                RefusalKind.Invalid, "ledger.unknown-field");
        }
        await using var next = Accepted(await model.SnapshotAsync(Cancellation));
        Assert.Equal(2, Accepted(await next.QueryAsync(columns, People.Owner, Cancellation)).Count);
    }

    [Fact]
    public async Task Too_many_downloads_at_once_are_told_to_come_again()
    {
        await using var model = new LedgerReadModel(Book.Book, Book.Clock, NullLogger<LedgerReadModel>.Instance);
        var open = new List<LedgerReadModel.Snapshot>();
        for (var i = 0; i < 16; i++) open.Add(Accepted(await model.SnapshotAsync(Cancellation)));

        Refused(await model.SnapshotAsync(Cancellation), RefusalKind.Busy, "server.busy");

        foreach (var snapshot in open) await snapshot.DisposeAsync();
        await Accepted(await model.SnapshotAsync(Cancellation)).DisposeAsync();
    }

    [Fact]
    public async Task A_column_one_may_not_see_is_not_in_the_file()
    {
        await PlaceAsync("x");

        var header = (await ExportAsync(People.Workshop, new(), isCsv: true))[0];

        Assert.Contains("number", header);
        Assert.DoesNotContain(header, static name => name is "total" or "received" or "cost" or "profit" or "unitPrice");
    }
}
