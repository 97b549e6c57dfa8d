using OrderLedger.App.Customers;
using OrderLedger.App.Orders;
using OrderLedger.Domain.Orders;
using OrderLedger.Web.Ui.Orders;

namespace OrderLedger.Web.Api;

/// <summary>What the book knows about an order that is being written.</summary>
internal static class OrderAdviceApi
{
    public static void MapOrderAdvice(this RouteGroupBuilder api) =>
        api.MapPost("/orders/advice", Advise).WithTags("orders").WithName("adviseOrder").Produces<Advice>();

    private static async Task<IResult> Advise(Call<OrderAdvice.Input> call, OrderAdvice advice)
    {
        var found = await advice.ReadAsync(call.Actor, call.Input, call.Cancellation);
        return found.Accepted ? TypedResults.Ok(Advice.Of(found.Value)) : Problems.From(call.Http, found.Refusal);
    }
}

/// <summary>Advice on the wire.</summary>
/// <param name="Lines">One per line that was sent.</param>
public sealed record Advice(IReadOnlyList<OrderAdvice.Line> Lines, IReadOnlyList<AdviceWarning> Warnings,
    IReadOnlyList<FormerOrder> Twins, IReadOnlyList<FormerOrder> Former)
{
    private static readonly Texts Texts = new();

    internal static Advice Of(OrderAdvice.Result found) => new(found.Lines,
        [.. found.Warnings.Select(static w => new AdviceWarning(w.Code, w.Field, w.Sentence(Texts)))],
        [.. found.Twins.Select(static twin => FormerOrder.Of(twin, Texts))], [.. found.Former.Select(static order => FormerOrder.Of(order, Texts))]);
}

/// <param name="Detail">The sentence for the reader.</param>
public sealed record AdviceWarning(string Code, string? Field, string Detail);

/// <param name="Label">The order in one line: its number, date, goods and total.</param>
public sealed record FormerOrder(long Id, string? Number, DateOnly OrderDate, OrderStatus Status, Domain.Money Total, string Label)
{
    internal static FormerOrder Of(CustomerHistory.Former order, Texts texts) =>
        new(order.Id, order.Number, order.OrderDate, order.Status, order.Total, order.Label(texts));
}
