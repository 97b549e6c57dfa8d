using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.Domain;

namespace OrderLedger.App.Data;

/// <summary>Forgets answers to idempotency keys after two days; they are promised for one.</summary>
public sealed class PruneAnswers(Ledger ledger)
{
    /// <param name="Count">Answers forgotten.</param>
    public sealed record Pruned(int Count);

    public Task<Outcome<Pruned>> RunAsync(CancellationToken cancellation) =>
        ledger.WriteAloneAsync<Pruned>(Actor.Rule, "answers.prune", async write =>
        {
            var before = write.Now.AddDays(-2);
            return new Pruned(await write.Db.KeptAnswers.Where(a => a.At < before).ExecuteDeleteAsync(cancellation));
        }, cancellation);
}
