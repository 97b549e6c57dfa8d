namespace OrderLedger.App.Tests;

/// <summary>What the tables hold, as plain numbers: cents, micro-units, enum ordinals.</summary>
internal sealed record StoredFacts(IReadOnlyList<StoredFacts.Order> Orders, IReadOnlyList<StoredFacts.Line> Lines,
    IReadOnlyList<StoredFacts.WorkDone> Work, IReadOnlyList<StoredFacts.Gone> Goods,
    IReadOnlyList<StoredFacts.Receipt> Receipts, IReadOnlyList<StoredFacts.Allocation> Allocations)
{
    public static async Task<StoredFacts> ReadAsync(LedgerOnDisk book) => new(
        [.. (await book.RowsAsync("SELECT id, customer_id, number, status, shipping, payment, flags, total, net, receivable, "
            + "received, confirmed_at, held_at, cancelled_at, currency FROM orders ORDER BY id"))
                .Select(static r => new Order((long)r[0]!,
            (long)r[1]!, (string?)r[2], (long)r[3]!, (long)r[4]!, (long)r[5]!, (long)r[6]!, (long)r[7]!, (long)r[8]!,
            (long)r[9]!, (long)r[10]!, (long?)r[11], (long?)r[12], (long?)r[13], (string)r[14]!))],
        [.. (await book.RowsAsync("SELECT id, order_id, quantity, amount, tax_rate_bp, cancelled, kind, made, is_started, "
            + "shipped, signed FROM order_lines ORDER BY id")).Select(static r => new Line((long)r[0]!, (long)r[1]!,
                (long)r[2]!,
            (long)r[3]!, (long)r[4]!, (long)r[5]!, (long)r[6]!, (long)r[7]!, (long)r[8]! != 0, (long)r[9]!,
                (long)r[10]!))],
        [.. (await book.RowsAsync("SELECT order_line_id, kind, quantity FROM production_records"))
            .Select(static r => new WorkDone((long)r[0]!, (long)r[1]!, (long)r[2]!))],
        [.. (await book.RowsAsync("SELECT l.order_id, l.order_line_id, l.quantity, l.signed, l.settlement, s.is_void "
            + "FROM shipment_lines l JOIN shipments s ON s.id = l.shipment_id"))
                .Select(static r => new Gone((long)r[0]!,
            (long)r[1]!, (long)r[2]!, (long?)r[3], (long)r[4]!, (long)r[5]! != 0))],
        [.. (await book.RowsAsync("SELECT id, customer_id, currency, amount, allocated, bounced_at FROM receipts"))
            .Select(static r => new Receipt((long)r[0]!, (long)r[1]!, (string)r[2]!, (long)r[3]!, (long)r[4]!,
                (long?)r[5]))],
        [.. (await book.RowsAsync("SELECT receipt_id, order_id, amount FROM allocations"))
            .Select(static r => new Allocation((long)r[0]!, (long)r[1]!, (long)r[2]!))]);

    internal sealed record Order(long Id, long CustomerId, string? Number, long Status, long Shipping, long Payment,
        long Flags, long Total, long Net, long Receivable, long Received, long? ConfirmedAt, long? HeldAt,
        long? CancelledAt, string Currency);

    internal sealed record Line(long Id, long OrderId, long Quantity, long Amount, long TaxRateBp, long Cancelled,
        long Kind, long Made, bool IsStarted, long Shipped, long Signed)
    {
        public long Effective => Quantity - Cancelled;

        public bool IsOpen => Kind == 0 && Effective > 0;

        public long Stage => Signed >= Effective ? 5 : Shipped >= Effective ? 4
            : Made >= Effective ? 3 : IsStarted ? 2 : 1;
    }

    internal sealed record WorkDone(long LineId, long Kind, long Quantity);

    internal sealed record Gone(long OrderId, long LineId, long Quantity, long? Signed, long Settlement, bool IsVoid);

    internal sealed record Receipt(long Id, long CustomerId, string Currency, long Amount, long Allocated,
        long? BouncedAt);

    internal sealed record Allocation(long ReceiptId, long OrderId, long Amount);
}
