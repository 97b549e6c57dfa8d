using OrderLedger.Domain;
using OrderLedger.Domain.Orders;
using OrderLedger.Domain.Products;

namespace OrderLedger.App.Import;

/// <summary>The facts that an import records of one order beside its head and lines, known before anything is written.</summary>
/// <param name="Ships">A shipment of all that is open.</param>
/// <param name="Receives">A receipt; zero: none.</param>
/// <param name="IsMoneyAssumed">The status says paid and no cell says how much was received: all that is outstanding.</param>
internal readonly record struct ImportFacts(bool Ships, Money Receives, bool IsMoneyAssumed)
{
    public static ImportFacts OfNew(ImportOrder source, IReadOnlyList<OrderLine> lines) => Of(source,
        ImportBuild.TotalOf(lines), Money.Zero, lines.Any(static line => line.Kind == ProductKind.Goods));

    /// <param name="more">What the file adds to the total.</param>
    public static ImportFacts OfKnown(ImportOrder source, Order order, Money more) => Of(source, order.Receivable + more, order.Received,
        order.Lines.Any(static line => line.IsOpen && line.Unshipped > Quantity.Zero));

    private static ImportFacts Of(ImportOrder source, Money receivable, Money received, bool hasOpen)
    {
        var wanted = ImportBuild.Wanted(source);
        if (wanted == OrderStatus.Draft) return default;
        var isPaid = wanted == OrderStatus.Paid;
        var receives = (isPaid ? receivable : source.Received) - received;
        if (receives < Money.Zero) receives = Money.Zero;
        return new(hasOpen && ImportBuild.IsShipped(wanted), receives, isPaid && !source.SaysReceived && receives > Money.Zero);
    }
}

/// <summary>What an import records, or would record, beside heads and lines.</summary>
/// <param name="Orders">Orders that get a receipt or a shipment.</param>
/// <param name="Received">Sum of the receipts.</param>
public sealed record ImportFactCounts(int Orders, int Shipments, int Receipts, Money Received);

/// <summary>Something in the file that contradicts itself or leaves open what the import has to know; it comes in all the same, in the
/// way that the sentence of the code says.</summary>
/// <param name="Code">Key of the sentence, such as <c>import.amount-differs</c>.</param>
/// <param name="Count">Rows, or orders where it is a matter of the whole order.</param>
/// <param name="Sum">The money concerned; null: none.</param>
/// <param name="Places">The first twenty.</param>
public sealed record ImportWarning(string Code, int Count, Money? Sum, IReadOnlyList<ImportProblem> Places);
