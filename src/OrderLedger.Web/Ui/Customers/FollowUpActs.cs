using OrderLedger.App.Access;
using OrderLedger.App.Customers;
using OrderLedger.Domain;
using OrderLedger.Web.Ui.Shared;

namespace OrderLedger.Web.Ui.Customers;

/// <summary>Takes the form of a follow-up to its verb. Null: done.</summary>
public sealed class FollowUpActs(WriteFollowUp write, FinishFollowUp finish)
{
    public async Task<Refusal?> RunAsync(Actor me, long customerId, FollowUpDraft draft, CancellationToken aborted)
    {
        if (draft.Done is { } done) return (await finish.RunAsync(me, done, seenVersion: null, aborted)).Refusal;

        var reader = new FormReader();
        var next = reader.Date(draft.NextOn, "NextOn");
        return reader.Refusal ?? (await write.RunAsync(me, customerId, new(draft.Note, next), aborted)).Refusal;
    }
}
