using System.Text.Json;
using System.Text.Json.Serialization;
using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.App.Data.Commit;
using OrderLedger.App.ReadModel;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.App.ReadModel.Queries;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Grid;

/// <summary>One event for many orders, picked one by one or by a filter: those that may are one change set, the others are listed
/// with the reason. A preview says the same and writes nothing.</summary>
public sealed class BulkEvent(Ledger ledger, LedgerReadModel model)
{
    /// <summary>Orders of one call; the gate is held while they are written.</summary>
    public const int OrdersMax = 10_000;

    /// <summary>The events that this actor may take with an order at all.</summary>
    public static IReadOnlyList<string> For(Actor actor) =>
        [.. OrderSteps.All.Where(step => actor.May(step.Right) is null).Select(static step => step.Name)];

    public sealed record Request
    {
        /// <summary>As in the address of one order: <c>ship</c>.</summary>
        public string Event { get; init => field = value ?? ""; } = "";
        public IReadOnlyList<long>? OrderIds { get; init; }

        /// <summary>Without <see cref="OrderIds"/>: all orders that the ledger shows for filter and search.</summary>
        public string? Filter { get; init; }
        public string? Q { get; init; }

        /// <summary>What a row is that the filter asks for; of lines, their orders.</summary>
        public LedgerRows Rows { get; init; }

        /// <summary>As the event of one order takes it; of pay, no amount means what each order owes.</summary>
        [JsonPropertyName("input")]
        public JsonElement Said { get; init; }
        public bool Preview { get; init; }
    }

    /// <param name="ChangeSet">Null when nothing was written.</param>
    /// <param name="Orders">In the order in which they were named or shown.</param>
    public sealed record Result(long? ChangeSet, int Accepted, int Refused, IReadOnlyList<EventAnswer> Orders);

    public async Task<Outcome<Result>> RunAsync(Actor actor, Request asked, CancellationToken cancellation, Once? once = null)
    {
        var step = OrderSteps.Read(asked.Event, asked.Said);
        if (!step.Accepted) return step.Refusal;
        if (actor.May(step.Value.Right) is { } forbidden) return forbidden;
        var ids = await IdsAsync(actor, asked, cancellation);
        if (!ids.Accepted) return ids.Refusal;
        var verb = $"order.{asked.Event}";
        return asked.Preview
            ? await ledger.RehearseAsync(actor, verb, write => TakeAsync(write, step.Value.Take, ids.Value, cancellation), cancellation)
            : await ledger.WriteAloneAsync(actor, verb, write => TakeAsync(write, step.Value.Take, ids.Value, cancellation), cancellation, once);
    }

    /// <summary>Takes the step with each order that may.</summary>
    internal static async Task<Outcome<Result>> TakeAsync(Write write, Func<Write, Order, CancellationToken, Task<Refusal?>> step,
        IReadOnlyList<long> ids, CancellationToken cancellation)
    {
        var labels = new Dictionary<long, string>();
        var refused = await new ManyOrders(write).ThoseThatMayAsync(ids, order =>
        {
            labels[order.Id] = order.Label;
            return step(write, order, cancellation);
        }, cancellation);
        IReadOnlyList<EventAnswer> answers = [.. ids.Select(id => refused.TryGetValue(id, out var refusal)
            ? new EventAnswer(id, labels.GetValueOrDefault(id), false, refusal.Code, refusal.Facts)
            : new EventAnswer(id, labels.GetValueOrDefault(id), true, null, null))];
        return new Result(write is { IsRehearsal: false, HasWritten: true } ? write.ChangeSet.Id : null,
            ids.Count - refused.Count, refused.Count, answers);
    }

    private async Task<Outcome<IReadOnlyList<long>>> IdsAsync(Actor actor, Request asked, CancellationToken cancellation)
    {
        var tooMany = Refusal.Invalid("event.too-many", $"{OrdersMax}");
        if (asked.OrderIds is { } named)
        {
            if (named.Count == 0) return Refusal.Invalid("event.no-orders").At(nameof(asked.OrderIds));
            return named.Count > OrdersMax ? tooMany.At(nameof(asked.OrderIds)) : named.Distinct().ToList();
        }
        // Nothing said is a slip, not all there is; who means all says an empty filter.
        if (asked.Filter is null && asked.Q is null) return Refusal.Invalid("event.no-orders").At(nameof(asked.OrderIds));
        var snapshot = await model.SnapshotAsync(cancellation);
        if (!snapshot.Accepted) return snapshot.Refusal;
        await using var book = snapshot.Value;
        var (ids, seen) = (new List<long>(), new HashSet<long>());
        for (var offset = 0L; ; offset += LedgerQuery.LimitMax)
        {
            var page = await book.QueryAsync(new()
            {
                Rows = asked.Rows, Filter = asked.Filter, Q = asked.Q, Columns = ["id"], Offset = offset, Limit = LedgerQuery.LimitMax,
            }, actor, cancellation);
            if (!page.Accepted) return page.Refusal;
            foreach (var row in page.Value.Rows)
            {
                if (seen.Add((long)row[0]!)) ids.Add((long)row[0]!);
            }
            if (ids.Count > OrdersMax) return tooMany;
            if (page.Value.Rows.Count < LedgerQuery.LimitMax) return ids;
        }
    }
}

/// <param name="Number">What people call the order; null when there is none to be seen.</param>
/// <param name="Code">Of the refusal; null when accepted.</param>
public sealed record EventAnswer(long OrderId, string? Number, bool Accepted, string? Code, IReadOnlyList<string>? Facts);
