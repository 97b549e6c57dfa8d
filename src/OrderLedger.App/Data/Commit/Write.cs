using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.App.Data.Journal;
using OrderLedger.App.Settings;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Data.Commit;

/// <summary>What a verb has in its hands inside the write gate: the book, the actor, the time, the numbers.</summary>
public sealed class Write
{
    private readonly CounterSheet _counters;
    private readonly Dictionary<long, (long Customer, Money Owed)> _unsaved = [];
    private readonly List<IAggregate> _newRoots = [];
    private readonly List<object> _newRecords = [];
    private bool _isChangeSetAdded;
    private bool _isOffTheRecord;

    internal Write(LedgerDb db, CounterSheet counters, BookSettings settings, Actor actor, string verb, DateTime now)
    {
        (Db, _counters, Settings, Actor, Now) = (db, counters, settings, actor, now);
        ChangeSet = new ChangeSet
        {
            Id = db.Ids!.Next(), At = now, By = actor.Name, UserId = actor.UserId, Via = actor.Via, Verb = verb,
        };
        db.ChangeSet = ChangeSet;
    }

    public LedgerDb Db { get; }
    public BookSettings Settings { get; }
    public Actor Actor { get; }

    /// <summary>UTC, whole milliseconds, as it will be stored.</summary>
    public DateTime Now { get; }
    public DateOnly Today => Settings.ToDate(Now);
    public ChangeSet ChangeSet { get; }

    /// <summary>Rows have gone to the database: a refusal now has to roll them back.</summary>
    internal bool HasSaved { get; private set; }

    /// <summary>True once something has been written.</summary>
    internal bool HasWritten => _isChangeSetAdded;

    /// <summary>Nothing is written any more: a preview, or a work that will be refused and only looks for what else is wrong.</summary>
    internal bool IsRehearsal { get; set; }

    /// <summary>Saves wait for the end of the chunk, so that a chunk can be given up whole.</summary>
    internal bool PutsOff { get; set; }

    /// <summary>What orders owe that have been changed and not been saved yet: the credit limit counts them too.</summary>
    internal IReadOnlyDictionary<long, (long Customer, Money Owed)> Unsaved => _unsaved;

    /// <summary>Whether the database has refused what an earlier run took for granted.</summary>
    internal bool IsRepeat { get; init; }

    internal Masters Masters => Db.Masters!;

    /// <summary>Derives the order from its facts, after a rule has changed them.</summary>
    public void Derive(Order order) => order.Derive(Settings.ToDate);

    /// <summary>A new aggregate with its parts, to be saved as it is then: faster than through the context, which tracks it. It and
    /// the parts it has get their ids at once, so that others can refer to them.</summary>
    public void Add(IAggregate root)
    {
        NewRows.Number(Db, root);
        _newRoots.Add(root);
    }

    /// <summary>How many new aggregates wait, for <see cref="TakeBack"/>.</summary>
    internal int Added => _newRoots.Count;

    /// <summary>Leaves out the aggregates added since there were <paramref name="count"/>; nothing of them has been saved.</summary>
    internal void TakeBack(int count)
    {
        foreach (var root in _newRoots.Skip(count)) if (root is Order order) _unsaved.Remove(order.Id);
        _newRoots.RemoveRange(count, _newRoots.Count - count);
    }

    /// <summary>A new record that is no fact of the book.</summary>
    internal void Add(KeptAnswer answer) => _newRecords.Add(answer);

    /// <summary>Notes the reason on the change set, and gives it back.</summary>
    public string Because(string? reason)
    {
        if (!string.IsNullOrWhiteSpace(reason)) ChangeSet.Reason = reason.Trim();
        return reason?.Trim() ?? "";
    }

    /// <summary>For what is no fact of the book, such as how somebody looks at it: no change set is kept. A save that touches an
    /// aggregate then fails.</summary>
    public void KeepOffTheRecord()
    {
        _isOffTheRecord = true;
        Db.ChangeSet = null;
    }

    /// <summary>The next number of a scope; given back when the verb refuses.</summary>
    public Task<long> NextNumberAsync(string scope, CancellationToken cancellation) =>
        _counters.NextAsync(scope, cancellation);

    public Task LiftNumberAsync(string scope, long value, CancellationToken cancellation) =>
        _counters.LiftAsync(scope, value, cancellation);

    /// <summary>Where numbers stand now, for <see cref="Back"/>.</summary>
    internal Mark Here() => new(_counters.Values(), new(_unsaved));

    /// <summary>Forgets what was changed since the mark; nothing of it has been saved.</summary>
    internal void Back(Mark mark)
    {
        Db.ChangeTracker.Clear();
        _newRoots.Clear();
        _counters.SetBack(mark.Numbers);
        _unsaved.Clear();
        foreach (var (id, owed) in mark.Unsaved) _unsaved[id] = owed;
    }

    /// <summary>Notes what a derived order owes until it is saved.</summary>
    internal void Note(Order order) => _unsaved[order.Id] =
        (order.CustomerId, order is { ConfirmedAt: not null, CancelledAt: null } ? order.Outstanding : Money.Zero);

    /// <summary>Names the intention, where only its end tells what it was.</summary>
    internal void Name(string verb)
    {
        if (_isChangeSetAdded && Db.Entry(ChangeSet).State == EntityState.Detached) Db.Attach(ChangeSet);
        ChangeSet.Verb = verb;
    }

    /// <summary>Saves what the verb has done so far and forgets the tracked rows: for imports, chunk by chunk, in one transaction.</summary>
    public async Task SaveChunkAsync(CancellationToken cancellation)
    {
        if (!IsRehearsal)
        {
            await SaveNowAsync(cancellation);
            await RowInserter.SendAsync(Db, cancellation);
            _unsaved.Clear();
        }
        _newRoots.Clear();
        Db.ChangeTracker.Clear();
    }

    /// <summary>Saves inside the gate's transaction, so that ids and versions are known; the gate commits.</summary>
    public Task SaveAsync(CancellationToken cancellation) =>
        IsRehearsal || PutsOff ? Task.CompletedTask : SaveNowAsync(cancellation);

    private async Task SaveNowAsync(CancellationToken cancellation)
    {
        await SaveTrackedAsync(cancellation);
        if (_newRoots.Count == 0 && _newRecords.Count == 0) return;

        HasSaved = true;
        if (_newRoots.Count > 0 && !_isChangeSetAdded)
        {
            _newRecords.Insert(0, ChangeSet);
            _isChangeSetAdded = true;
        }
        await NewRows.InsertAsync(Db, _newRecords, _newRoots, cancellation);
        _newRoots.Clear();
        _newRecords.Clear();
    }

    private async Task SaveTrackedAsync(CancellationToken cancellation)
    {
        var tracker = Db.ChangeTracker;
        tracker.DetectChanges();
        // Looked for once: every walk over the tracker would look again.
        tracker.AutoDetectChangesEnabled = false;
        try
        {
            if (!tracker.HasChanges()) return;
            HasSaved = true;
            if (!_isOffTheRecord) AddChangeSet();
            await Db.SaveChangesAsync(cancellation);
        }
        finally
        {
            tracker.AutoDetectChangesEnabled = true;
        }
    }

    private void AddChangeSet()
    {
        if (!_isChangeSetAdded) Db.ChangeSets.Add(ChangeSet);
        else if (Db.Entry(ChangeSet).State == EntityState.Detached) Db.Attach(ChangeSet);
        _isChangeSetAdded = true;
    }

    internal sealed record Mark(IReadOnlyDictionary<string, long> Numbers, Dictionary<long, (long Customer, Money Owed)> Unsaved);
}
