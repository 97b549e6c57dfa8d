using OrderLedger.App.Customers;
using OrderLedger.App.Orders;
using OrderLedger.Web.Ui.Shared;

namespace OrderLedger.Web.Ui.Orders;

/// <summary>Sentences of advice; the same in the form and on the wire.</summary>
public static class AdviceWords
{
    public static string Sentence(this OrderAdvice.Warning warning, Texts texts) => texts[warning.Code, [.. warning.Facts]];

    /// <summary>20261119-C0087-003 · 2026-11-19 · 法兰 等 3 项 · ¥ 86,400.00.</summary>
    public static string Label(this CustomerHistory.Former order, Texts texts)
    {
        var goods = order.Lines > 1 ? $"{order.Product} {texts["common.items", order.Lines]}" : order.Product;
        return string.Join(" · ", new[] { order.Number ?? $"#{order.Id}", Show.Date(order.OrderDate), goods, "¥ " + Show.Money(order.Total) }
            .Where(static part => !string.IsNullOrEmpty(part)));
    }

    /// <summary>What this customer paid last, or what the product costs everybody.</summary>
    public static string? Hint(this OrderAdvice.Line line, Texts texts) => line switch
    {
        { LastPrice: { } last, LastDate: { } date } => texts["advice.last-price", Show.Price(last), Show.Date(date)],
        { Price: { } price } => texts["advice.list-price", Show.Price(price)],
        _ => null,
    };
}
