using OrderLedger.App.Orders;
using OrderLedger.Domain;
using OrderLedger.Web.Ui.Shared;

namespace OrderLedger.Web.Ui.Orders;

/// <summary>From the form to the verbs and back.</summary>
public static class OrderDraftReading
{
    public static PlaceOrder.Input ToOrder(this OrderDraft draft, FormReader reader) => new(
        draft.PickedCustomer, draft.PickedCustomer is null ? draft.Customer : null, OrderDate: reader.Date(draft.OrderDate, "OrderDate"),
        DueDate: reader.Date(draft.DueDate, "DueDate"), PaymentMethod: Typed(draft.PaymentMethod), Terms: Typed(draft.Terms),
        Salesperson: Typed(draft.Salesperson), CustomerPo: Typed(draft.CustomerPo), DeliveryAddress: Typed(draft.DeliveryAddress),
        Remark: Typed(draft.Remark), Confirm: draft.Do == "confirm",
        Lines: draft.ToLines(reader), OverrideReason: Typed(draft.Reason), Total: reader.Money(draft.Total, "Total"));

    /// <summary>The lines as the verb wants them; of price and amount only the one that is to stand, where that was said.</summary>
    public static IReadOnlyList<LineInput> ToLines(this OrderDraft draft, FormReader reader) =>
        [.. draft.Lines.Select((line, i) => line.ToLine(i, reader, draft.Trust))];

    private static LineInput ToLine(this LineDraft line, int i, FormReader reader, string? trust)
    {
        var (price, amount) = (reader.Price(line.UnitPrice, $"Lines[{i}].UnitPrice"), reader.Money(line.Amount, $"Lines[{i}].Amount"));
        if (price is not null && amount is not null) (price, amount) = (trust == "amount" ? null : price, trust == "price" ? null : amount);
        return new(line.PickedProduct, line.PickedProduct is null ? line.Product : null, Typed(line.Spec), Typed(line.Unit),
            Quantity.Of(reader.Number(line.Quantity, $"Lines[{i}].Quantity") ?? 0m), price, amount,
            reader.Fraction(line.Discount, $"Lines[{i}].Discount"), DueDate: reader.Date(line.DueDate, $"Lines[{i}].DueDate"));
    }

    /// <summary>Only what differs from <paramref name="was"/>, what the form showed first: the rest may have been changed by others.</summary>
    public static AmendOrder.Input ToAmendment(this OrderDraft draft, OrderDraft was, FormReader reader) => new(
        Changed(draft.CustomerPo, was.CustomerPo), IfChanged(draft.OrderDate, was.OrderDate, text => reader.Date(text, "OrderDate")),
        IfChanged(draft.DueDate, was.DueDate, text => reader.Date(text, "DueDate")), Changed(draft.PaymentMethod, was.PaymentMethod),
        Changed(draft.Terms, was.Terms), Changed(draft.Salesperson, was.Salesperson), Changed(draft.DeliveryAddress, was.DeliveryAddress),
        Changed(draft.Remark, was.Remark), [.. LinesOf(draft, was, reader)], Typed(draft.Reason), draft.SeenVersion,
        Typed(draft.OverrideReason), Total: reader.Money(draft.Total, "Total"));

    public static bool IsEmpty(this AmendOrder.Input input) =>
        input with { Lines = null, Reason = null, SeenVersion = null, OverrideReason = null } == new AmendOrder.Input() && input.Lines is not { Count: > 0 };

    private static IEnumerable<AmendOrder.LineChange> LinesOf(OrderDraft draft, OrderDraft was, FormReader reader)
    {
        foreach (var (i, line) in draft.Lines.Index())
        {
            if (line.Id is null)
            {
                var made = line.ToLine(i, reader, draft.Trust);
                yield return new(null, false, made.ProductId, made.Product, made.Spec, made.Unit, made.Quantity, made.UnitPrice,
                    made.Amount, made.Discount, DueDate: made.DueDate);
            }
            else if (line.Delete) yield return new(line.Id, Delete: true);
            else if (was.Lines.Find(old => old.Id == line.Id) is { } old && line.Differs(old))
            {
                var change = line.ToChange(old, i, reader);
                yield return change is { UnitPrice: not null, Amount: not null } && draft.Trust is "amount" or "price"
                    ? change with { UnitPrice = draft.Trust == "price" ? change.UnitPrice : null, Amount = draft.Trust == "amount" ? change.Amount : null }
                    : change;
            }
        }
    }

    private static AmendOrder.LineChange ToChange(this LineDraft line, LineDraft old, int i, FormReader reader) => new(
        line.Id, Spec: Changed(line.Spec, old.Spec), Unit: Changed(line.Unit, old.Unit),
        Quantity: IfChanged(line.Quantity, old.Quantity, text => reader.Number(text, $"Lines[{i}].Quantity")) is { } quantity
            ? Quantity.Of(quantity) : null,
        UnitPrice: IfChanged(line.UnitPrice, old.UnitPrice, text => reader.Price(text, $"Lines[{i}].UnitPrice")),
        Amount: IfChanged(line.Amount, old.Amount, text => reader.Money(text, $"Lines[{i}].Amount")),
        Discount: IfChanged(line.Discount, old.Discount, text => (decimal?)(reader.Fraction(text, $"Lines[{i}].Discount") ?? 0m)),
        DueDate: IfChanged(line.DueDate, old.DueDate, text => reader.Date(text, $"Lines[{i}].DueDate")));

    private static bool Differs(this LineDraft line, LineDraft old) => Differ(line.Spec, old.Spec) || Differ(line.Unit, old.Unit)
        || Differ(line.Quantity, old.Quantity) || Differ(line.UnitPrice, old.UnitPrice) || Differ(line.Amount, old.Amount)
        || Differ(line.Discount, old.Discount) || Differ(line.DueDate, old.DueDate);

    private static bool Differ(string? typed, string? was) => !string.Equals(typed?.Trim() ?? "", was?.Trim() ?? "", StringComparison.Ordinal);

    /// <summary>Null leaves the field; an empty text clears it.</summary>
    private static string? Changed(string? typed, string? was) => Differ(typed, was) ? typed?.Trim() ?? "" : null;

    private static T? IfChanged<T>(string? typed, string? was, Func<string?, T?> read)
        where T : struct => Differ(typed, was) ? read(typed) : null;

    private static string? Typed(string? text) => text?.Trim() is { Length: > 0 } typed ? typed : null;

    /// <summary>The lines of a former order, to be ordered again: as they were priced then, none of them due yet.</summary>
    public static IEnumerable<LineDraft> ToRepeat(this OrderView order) => order.Lines.Select(static line => new LineDraft
    {
        Product = line.Product, ProductId = line.ProductId, ProductPicked = line.Product, Spec = line.Spec,
        Quantity = line.Quantity.ToString(), Unit = line.Unit, UnitPrice = line.UnitPrice?.ToString(), Discount = Percent(line.Discount),
        Amount = line.Amount is { } amount ? Show.Plainly(amount) : null,
    });

    private static string? Percent(decimal? fraction) =>
        fraction is > 0 and var off ? (off * 100m).ToString("0.##", System.Globalization.CultureInfo.InvariantCulture) : null;

    /// <summary>The order as its form shows it.</summary>
    public static OrderDraft ToDraft(this OrderView order, string termsName) => new()
    {
        SeenVersion = order.Version, Customer = order.CustomerName, OrderDate = Show.Date(order.OrderDate),
        DueDate = order.DueDate is { } due ? Show.Date(due) : null, Terms = termsName, PaymentMethod = order.PaymentMethod,
        Salesperson = order.Salesperson, CustomerPo = order.CustomerPo, DeliveryAddress = order.DeliveryAddress, Remark = order.Remark,
        Lines = [.. order.Lines.Select(static line => new LineDraft
        {
            Id = line.Id, Product = line.Product, Spec = line.Spec, Quantity = line.Quantity.ToString(), Unit = line.Unit,
            UnitPrice = line.UnitPrice?.ToString(), Discount = Percent(line.Discount),
            Amount = line.Amount is { } amount ? Show.Plainly(amount) : null, DueDate = line.DueDate is { } due ? Show.Date(due) : null,
        })],
    };
}
