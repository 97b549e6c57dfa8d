using OrderLedger.App.Settings;

namespace OrderLedger.App.Data.Commit;

/// <summary>One request in the queue of the gate. It may run more than once; only the last run is committed and answered.</summary>
internal abstract class GateWork(bool isAlone, CancellationToken cancellation)
{
    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>Needs a transaction of its own: an import, an undo, anything that saves in chunks.</summary>
    public bool IsAlone { get; } = isAlone;

    /// <summary>Runs the verb and saves, without committing.</summary>
    /// <param name="isRepeat">It has run before and the database said no: look twice at what is else taken for granted.</param>
    public abstract Task<Finish> RunAsync(LedgerDb db, CounterSheet counters, BookSettings settings, bool isRepeat);

    public abstract void Fail(Exception fault);

    /// <param name="Accepted">False: refused, and nothing was written.</param>
    /// <param name="Complete">Answers the caller; called after the commit.</param>
    /// <param name="ChangeSet">What the other nodes are told of; null: nothing was written down.</param>
    /// <param name="OfSettings">The settings of the book have changed.</param>
    public readonly record struct Finish(bool Accepted, Action Complete, long? ChangeSet = null, bool OfSettings = false);
}
