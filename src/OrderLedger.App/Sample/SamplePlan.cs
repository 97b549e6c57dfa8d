using System.Collections.Concurrent;

namespace OrderLedger.App.Sample;

/// <summary>An invented ledger of any size: which customers, products and orders there are, and what became of
/// each.</summary>
/// <remarks>Nothing is stored and nothing is shared: each thing is computed alone from (seed, kind, index), so the
/// same seed, scale and now give the same book, and a customer or product stays the same when the sample grows. The
/// shares and distributions were measured on real ledgers; the tests hold them. Safe for use by several
/// threads.</remarks>
public sealed class SamplePlan
{
    // About 100 MB of customers; beyond it they are computed again each time.
    private const int CachedMax = 150_000;

    private readonly SampleCalendar _calendar;
    private readonly double[] _weightUpTo;
    private readonly SampleTraits[] _traits;
    private readonly SampleProduct[] _products;
    private readonly ConcurrentDictionary<int, SampleCustomer> _customers = new();

    /// <param name="now">Orders reach from the start of the month three years before up to this moment.</param>
    public SamplePlan(ulong seed, SampleScale scale, DateTimeOffset now)
    {
        (Seed, Scale) = (seed, scale);
        Now = new DateTime(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);
        _calendar = new(Now, scale.Recent);
        _traits = [.. Enumerable.Range(0, scale.Customers).Select(index => SampleTraits.Of(seed, index))];
        _weightUpTo = new double[scale.Customers];
        var sum = 0.0;
        for (var i = 0; i < scale.Customers; i++)
            _weightUpTo[i] = sum += Math.Pow((_traits[i].Size * scale.Customers) + 5, -.8);
        _products = [.. Enumerable.Range(0, scale.Products).Select(index => SampleProduct.At(seed, index))];
    }

    public ulong Seed { get; }

    public SampleScale Scale { get; }

    /// <summary>UTC, whole seconds.</summary>
    public DateTime Now { get; }

    /// <summary>The first day of the book.</summary>
    public DateOnly Start => _calendar.Start;

    /// <summary>Orders of one block: what the money of a customer is joined over, and all that is in memory at a
    /// time.</summary>
    public int BlockSize { get; init; } = 10_000;

    public int Blocks => ((Scale.Orders - 1) / BlockSize) + 1;

    public SampleCustomer Customer(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Scale.Customers, nameof(index));
        return index < CachedMax
            ? _customers.GetOrAdd(index, static (index, seed) => SampleCustomer.At(seed, index), Seed)
            : SampleCustomer.At(Seed, index);
    }

    public SampleProduct Product(int index) => _products[index];

    /// <summary>One order alone. Costs a look at the other orders of its day; <see cref="Block"/> is the way to
    /// many.</summary>
    public SampleOrder Order(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Scale.Orders, nameof(index));
        var customer = CustomerOf(index);
        var sequence = 1;
        for (var other = FirstOfDay(index); other < index; other++)
        {
            if (CustomerOf(other) == customer) sequence++;
        }

        return Order(index, customer, sequence);
    }

    /// <summary>Orders <paramref name="block"/> × <see cref="BlockSize"/> and on, with their receipts.</summary>
    public SampleBlock Block(int block)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)block, (uint)Blocks, nameof(block));
        var (first, end) = (block * BlockSize, (int)Math.Min((block + 1L) * BlockSize, Scale.Orders));
        var orders = new SampleOrder[end - first];
        var (day, sequences) = (default(DateOnly), new Dictionary<int, int>());
        for (var index = FirstOfDay(first); index < end; index++)
        {
            var date = SampleClock.DateOf(PlacedAt(index));
            if (date != day) sequences.Clear();
            day = date;
            var customer = CustomerOf(index);
            var sequence = sequences[customer] = sequences.GetValueOrDefault(customer) + 1;
            if (index >= first) orders[index - first] = Order(index, customer, sequence);
        }

        return new(orders, SampleMoney.Receipts(this, orders));
    }

    /// <summary>How many products a category has; at least one.</summary>
    internal int RowsOf(int category)
    {
        var categories = SampleCatalogue.Categories.Count;
        return Math.Max(1, (Scale.Products - 1 - category + categories - 1) / categories);
    }

    private SampleOrder Order(int index, int customerIndex, int sequence)
    {
        var (customer, placedAt) = (Customer(customerIndex), PlacedAt(index));
        var date = SampleClock.DateOf(placedAt);
        var draw = new SampleDraw(Seed, SampleStream.Order, index);
        var po = draw.Chance(.35) ? $"PO{date:yyMM}{draw.Below(100_000):D5}" : null;
        var remark = draw.Chance(.12) ? draw.Of(Remarks) : null;
        var lines = SampleLines.Of(this, customer, date, index);
        var placed = new SampleOrder(index, placedAt, date, customer, sequence, po, remark, lines, SampleLife.Draft);
        return SampleLifeOf.Order(this, placed);
    }

    // Each order takes the place of one equal share of the three years, somewhere within it.
    private DateTime PlacedAt(int index) =>
        _calendar.At((index + new SampleDraw(Seed, SampleStream.Moment, index).Unit()) / Scale.Orders);

    private int CustomerOf(int index)
    {
        var draw = new SampleDraw(Seed, SampleStream.Order, ~(long)index);
        var moment = (PlacedAt(index) - SampleClock.At(Start, 0)).TotalDays / _calendar.Days;
        var customer = 0;
        // Draws again when the firm was not a customer at that time; after so many draws anybody is taken.
        for (var attempt = 0; attempt < 40; attempt++)
        {
            var at = Array.BinarySearch(_weightUpTo, draw.Unit() * _weightUpTo[^1]);
            customer = Math.Min(at < 0 ? ~at : at + 1, _weightUpTo.Length - 1);
            if (_traits[customer].From <= moment && moment <= _traits[customer].Until) break;
        }

        return customer;
    }

    private int FirstOfDay(int index)
    {
        var date = SampleClock.DateOf(PlacedAt(index));
        var (low, high) = (0, index);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (SampleClock.DateOf(PlacedAt(middle)) < date) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private static readonly string[] Remarks =
    [
        "加急", "送货前电话联系", "开专票", "分批交货", "样品已确认", "按图纸加工", "随货附检测报告", "唛头按附件", "不含运费", "送货上门卸货",
        "老客户价", "月底前开票", "外箱贴客户标签", "颜色按色卡", "包装加固",
    ];
}
