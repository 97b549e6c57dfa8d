using OrderLedger.App.Import.Reading;

namespace OrderLedger.App.Tests.Import.Reading;

public sealed class ReadAheadTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(256)]
    [InlineData(5_000)]
    public void The_rows_come_as_they_stand(int count) =>
        Assert.Equal(Enumerable.Range(1, count), ReadAhead.Of(Rows(count)).Select(static row => row.Number));

    [Fact]
    public void What_breaks_the_source_comes_after_the_rows_before_it()
    {
        var seen = new List<int>();

        var thrown = Assert.Throws<InvalidDataException>(() =>
        {
            foreach (var row in ReadAhead.Of(Broken())) seen.Add(row.Number);
        });

        Assert.Equal("row 701", thrown.Message);
        Assert.Equal(Enumerable.Range(1, 700), seen);

        static IEnumerable<SheetRow> Broken() =>
            Rows(700).Concat(Enumerable.Range(701, 1).Select(static n => n > 0 ? throw new InvalidDataException($"row {n}") : default(SheetRow)!));
    }

    [Fact]
    public void Who_stops_early_lets_the_source_go()
    {
        var (read, isGone) = (0, false);

        Assert.Equal(3, ReadAhead.Of(Endless()).First(static row => row.Number == 3).Number);

        Assert.True(isGone);
        Assert.InRange(read, 3, 5_000);

        IEnumerable<SheetRow> Endless()
        {
            try
            {
                while (true) yield return Row(++read, "法兰");
            }
            finally
            {
                isGone = true;
            }
        }
    }

    [Fact]
    public void Huge_rows_are_not_read_far_ahead()
    {
        var read = 0;
        using var rows = ReadAhead.Of(Huge()).GetEnumerator();

        Assert.True(rows.MoveNext());
        // Longer than the reader would need to go on, if it went on.
        Thread.Sleep(200);

        Assert.InRange(read, 1, 8);

        IEnumerable<SheetRow> Huge()
        {
            while (true) yield return Row(++read, new string('长', 300_000));
        }
    }

    private static IEnumerable<SheetRow> Rows(int count) => Enumerable.Range(1, count).Select(static n => Row(n, "法兰"));

    private static SheetRow Row(int number, string text) => new(number, [Cell.OfText(0, text)]);
}
