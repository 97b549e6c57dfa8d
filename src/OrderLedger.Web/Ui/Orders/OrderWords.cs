using OrderLedger.App.Orders;
using OrderLedger.App.Settings;
using OrderLedger.Domain.Orders;
using OrderLedger.Domain.Payments;
using OrderLedger.Web.Ui.Shared;

namespace OrderLedger.Web.Ui.Orders;

/// <summary>Sentences about one order.</summary>
public static class OrderWords
{
    public static string Label(this OrderView order) => order.Number ?? $"#{order.Id}";

    /// <summary>No terms written down means payment on receipt of the goods.</summary>
    public static string TermsName(this OrderView order, BookSettings settings, Texts texts) =>
        TermsWord(order.TermsName(settings), texts);

    /// <summary>The terms of a new book are known in both languages; others are called as the company calls them.</summary>
    public static string TermsWord(string name, Texts texts) => texts.Has("terms." + name) ? texts["terms." + name] : name;

    public static string TermsName(this OrderView order, BookSettings settings) =>
        settings.TermsName(string.IsNullOrEmpty(order.Terms) ? PaymentTerms.OnReceipt.ToString() : order.Terms);

    public static OrderFlags AllFlags(this OrderView order) =>
        order.Flags.Aggregate(OrderFlags.None, static (all, flag) => all | flag);

    /// <summary>Something is still to be shipped for the due date.</summary>
    public static bool IsDueOpen(this OrderView order) => order.Status is >= OrderStatus.Confirmed and < OrderStatus.Shipped;

    /// <summary>Steps that the order went past without them: goods set aside from stock were never in production.</summary>
    public static IReadOnlySet<OrderStatus> Skipped(OrderView order) =>
        order is { Milestones.StartedAt: null, Status: > OrderStatus.InProduction and < OrderStatus.Cancelled }
        && !order.Lines.Any(static line => line.IsStarted) ? OnlyProduction : None;

    private static readonly HashSet<OrderStatus> OnlyProduction = [OrderStatus.InProduction];
    private static readonly HashSet<OrderStatus> None = [];

    /// <summary>Under each of the six steps: when it was reached, or what is expected.</summary>
    public static IReadOnlyList<string?> Steps(OrderView order, Texts texts, BookDay day)
    {
        var (at, status) = (order.Milestones, order.Status);
        return
        [
            Stamp(at.ConfirmedAt), Stamp(at.StartedAt) ?? (Skipped(order).Count > 0 ? texts["order.step-skipped"] : null),
            Stamp(at.ReadyAt), Stamp(at.ShippedAt),
            Stamp(at.ReceivedAt) ?? (order.DueDate is { } due && status is >= OrderStatus.Confirmed and < OrderStatus.Received
                ? texts["order.expected", Show.Date(due, day.Today)] : null),
            status == OrderStatus.Paid && at.SettledAt is { } settled ? Stamp(settled)
                : order is { Received: { } received, Receivable: { } receivable } && status is >= OrderStatus.Confirmed and < OrderStatus.Cancelled
                    ? texts["order.received-share", Show.Share(received, receivable)] : null,
        ];

        string? Stamp(DateTime? instant) => instant is { } reached ? day.Stamp(reached) : null;
    }
}
