using System.Numerics;

namespace OrderLedger.App.Sample;

/// <summary>What is drawn; each has its own numbers, so that a new draw in one does not move the others.</summary>
internal enum SampleStream
{
    Customer,
    Naming,
    Product,
    Moment,
    Order,
    Lines,
    Life,
    Delivery,
    Money,
}

/// <summary>Random-looking numbers of one thing: a hash of (seed, stream, index, count), so any thing is computable
/// alone.</summary>
/// <remarks>Shapes the sample only; amounts and quantities are rounded to their integer units before they are
/// used.</remarks>
internal struct SampleDraw(ulong seed, SampleStream stream, long index)
{
    private const ulong Golden = 0x9E37_79B9_7F4A_7C15;
    private readonly ulong _key = Mix(Mix(seed + (Golden * ((ulong)stream + 1))) + (Golden * (ulong)index));
    private ulong _count;

    /// <summary>In [0, 1).</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    public double Between(double low, double high) => low + (Unit() * (high - low));

    public bool Chance(double share) => Unit() < share;

    /// <summary>In 0 … <paramref name="count"/> − 1.</summary>
    public int Below(int count) => (int)Math.BigMul(Next(), (ulong)count, out _);

    public T Of<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>Standard normal (Box–Muller).</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Unit())) * Math.Cos(2 * Math.PI * Unit());

    public double LogNormal(double mu, double sigma) => Math.Exp(mu + (sigma * Normal()));

    public T Of<T>(SampleOdds<T> odds) => odds.At(Unit());

    private ulong Next() => Mix(_key + (Golden * ++_count));

    // The finalizer of SplitMix64.
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58_476D_1CE4_E5B9;
        value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EB;
        return value ^ (value >> 31);
    }

    /// <summary>A one-to-one shuffle of 0 … <paramref name="size"/> − 1: distinct names without a list of those
    /// taken.</summary>
    public static long Shuffle(ulong seed, long index, long size)
    {
        var half = Math.Max(1, (BitOperations.Log2((ulong)Math.Max(1, size - 1)) + 2) / 2);
        var mask = (1UL << half) - 1;
        var value = (ulong)index;
        // A Feistel network over the next power of four; walks on until it lands inside, at most a few steps.
        do
        {
            var (left, right) = (value >> half, value & mask);
            for (var round = 0UL; round < 4; round++)
            {
                (left, right) = (right, left ^ (Mix(right + (seed * Golden) + (round << 48)) & mask));
            }

            value = (left << half) | right;
        }
        while (value >= (ulong)size);
        return (long)value;
    }
}

/// <summary>Values with their shares; the shares need not sum to one.</summary>
internal sealed class SampleOdds<T>
{
    private readonly T[] _values;
    private readonly double[] _upTo;

    public SampleOdds(params (T Value, double Share)[] odds)
    {
        var total = odds.Sum(static odd => odd.Share);
        var sum = 0.0;
        _values = [.. odds.Select(static odd => odd.Value)];
        _upTo = [.. odds.Select(odd => (sum += odd.Share) / total)];
    }

    /// <param name="unit">In [0, 1).</param>
    public T At(double unit)
    {
        var at = 0;
        while (at < _upTo.Length - 1 && unit >= _upTo[at]) at++;
        return _values[at];
    }
}
