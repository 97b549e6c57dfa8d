using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using OrderLedger.App.Access;
using OrderLedger.App.Data.Commit;
using OrderLedger.App.Data.Journal;
using OrderLedger.App.Orders;
using OrderLedger.App.Settings;
using OrderLedger.Domain;
using OrderLedger.Domain.Customers;
using OrderLedger.Domain.Orders;
using OrderLedger.Domain.Payments;
using OrderLedger.Domain.Products;
using OrderLedger.Domain.Shipping;

namespace OrderLedger.App.ChangeSets;

/// <summary>Applies the inverse of journal entries to tracked rows, through the model's own property types.</summary>
internal sealed class UndoWork(Write write, ChangeSet set)
{
    /// <summary>Quantity, price, discount and amount of a line are one thing: half of it set back would no longer agree.</summary>
    private static readonly FrozenSet<string> PriceGroup = FrozenSet.Create(StringComparer.Ordinal, nameof(OrderLine.Quantity),
        nameof(OrderLine.UnitPrice), nameof(OrderLine.DiscountBp), nameof(OrderLine.Amount));

    private readonly Dictionary<string, IEntityType> _types = write.Db.Model.GetEntityTypes()
        .ToDictionary(static t => JournalWriter.NameOf(t.ClrType), StringComparer.Ordinal);
    private readonly Dictionary<(string Entity, long Id), EntityEntry> _tracked = [];
    private readonly List<KeptCell> _kept = [];

    /// <summary>Orders of the chunk with notes or files.</summary>
    private HashSet<long> _talkedAbout = [];

    public int Applied { get; private set; }

    /// <summary>At most 1,000 are listed.</summary>
    public IReadOnlyList<KeptCell> Kept => _kept;

    public async Task<Refusal?> ApplyAsync(IReadOnlyList<long> seqs, bool bringsBack, CancellationToken cancellation)
    {
        var entries = await write.Db.Journal.AsNoTracking().Where(j => seqs.Contains(j.Seq))
            .ToDictionaryAsync(static j => j.Seq, cancellation);
        // Every look at the tracker would otherwise compare every tracked row anew: quadratic in an import's lines.
        write.Db.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            await LoadAsync(entries.Values, cancellation);
            if (await IsAnothersAsync(entries.Values, cancellation)) return Refusal.Forbidden("change-set.not-undoable", $"{set.Id}");
            foreach (var seq in seqs)
            {
                var rows = entries[seq].Changes.Where(row => row.K == "-" == bringsBack).Reverse().ToList();
                if (!bringsBack && IsKept(entries[seq], rows)) continue;
                foreach (var row in rows)
                {
                    if (bringsBack) BringBack(entries[seq], row);
                    else if (row.K == "+") Remove(row, rows);
                    else SetBack(row);
                }
            }
            write.Db.ChangeTracker.DetectChanges();
            return Derive();
        }
        finally
        {
            write.Db.ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    /// <summary>Rows: what has passed to a colleague since is no longer one's own to take back, nor what stands beside it.</summary>
    private async Task<bool> IsAnothersAsync(IEnumerable<JournalEntry> entries, CancellationToken cancellation)
    {
        var (db, actor) = (write.Db, write.Actor);
        if (actor.Role != Role.Sales) return false;
        if (db.Orders.Local.Any(o => !actor.Sees(o.Salesperson)) || db.Customers.Local.Any(c => !actor.Sees(c.Salesperson))) return true;
        // Removed rows are in the journal alone.
        var removed = entries.Where(static e => e.Root is "comment" or "attachment" or "follow-up").SelectMany(static e => e.Changes)
            .Where(static row => row.K == "-").ToList();
        var orders = db.Comments.Local.Select(static c => c.OrderId).Concat(db.Attachments.Local.Select(static a => a.OrderId))
            .Concat(Named(nameof(Comment.OrderId))).ToHashSet();
        var customers = db.FollowUps.Local.Select(static f => f.CustomerId).Concat(Named(nameof(FollowUp.CustomerId))).ToHashSet();
        return await db.Orders.AnyAsync(o => orders.Contains(o.Id) && o.Salesperson != actor.Name, cancellation)
            || await db.Customers.AnyAsync(c => customers.Contains(c.Id) && c.Salesperson != actor.Name, cancellation);

        IEnumerable<long> Named(string field) => removed.Where(row => row.F.ContainsKey(field)).Select(row => row.F[field][0].GetInt64());
    }

    private async Task LoadAsync(IEnumerable<JournalEntry> entries, CancellationToken cancellation)
    {
        var db = write.Db;
        var ids = entries.GroupBy(static e => e.Root, static e => e.RootId, StringComparer.Ordinal)
            .ToDictionary(static g => g.Key, static g => g.Distinct().ToList(), StringComparer.Ordinal);
        await db.Orders.WithFacts().Where(Of<Order>("order")).LoadAsync(cancellation);
        await db.Shipments.Include(static s => s.Lines).Where(Of<Shipment>("shipment")).LoadAsync(cancellation);
        await db.Receipts.Include(static r => r.Allocations).Where(Of<Receipt>("receipt")).LoadAsync(cancellation);
        await db.Customers.Include(static c => c.Contacts).Include(static c => c.Addresses).AsSplitQuery()
            .Where(Of<Customer>("customer")).LoadAsync(cancellation);
        await db.Products.Where(Of<Product>("product")).LoadAsync(cancellation);
        await db.Settings.Where(Of<Setting>("setting")).LoadAsync(cancellation);
        await db.Comments.Where(Of<Comment>("comment")).LoadAsync(cancellation);
        await db.Attachments.Where(Of<Attachment>("attachment")).LoadAsync(cancellation);
        await db.FollowUps.Where(Of<FollowUp>("follow-up")).LoadAsync(cancellation);
        await db.StockMoves.Where(Of<StockMove>("stock-move")).LoadAsync(cancellation);
        var orders = ids.GetValueOrDefault("order", []);
        _talkedAbout = [.. await db.Comments.Where(c => orders.Contains(c.OrderId)).Select(static c => c.OrderId)
            .Union(db.Attachments.Where(a => orders.Contains(a.OrderId)).Select(static a => a.OrderId)).ToListAsync(cancellation)];
        _tracked.Clear();
        foreach (var entry in db.ChangeTracker.Entries()) Track(entry);

        System.Linq.Expressions.Expression<Func<T, bool>> Of<T>(string root)
            where T : IAggregate
        {
            var wanted = ids.GetValueOrDefault(root, []);
            return aggregate => wanted.Contains(aggregate.Id);
        }
    }

    private void Track(EntityEntry entry)
    {
        if (entry.Entity is IPart or IAggregate)
            _tracked[(JournalWriter.NameOf(entry.Metadata.ClrType), (long)entry.Property("Id").CurrentValue!)] = entry;
    }

    /// <summary>Whether the thing that this entry created has to stay; then all its parts stay with it.</summary>
    private bool IsKept(JournalEntry entry, List<RowChange> rows)
    {
        if (rows.Find(row => row.K == "+" && row.E == entry.Root && row.Id == entry.RootId) is not { } root) return false;
        if (Find(root) is not { } tracked) return true;
        var why = Changed(tracked, root) is not null ? "changed"
            : IsBuiltUpon(tracked.Entity, [.. rows.Select(static row => row.Id)]) ? "built-upon" : null;
        if (why is not null) Keep(root, Changed(tracked, root), why);
        return why is not null;
    }

    private static string? Changed(EntityEntry tracked, RowChange row) =>
        row.F.FirstOrDefault(f => Fact(tracked, f.Key) is { } p && !Same(tracked, p, f.Value[1])).Key;

    private void BringBack(JournalEntry entry, RowChange row)
    {
        var type = _types[row.E];
        var entity = Activator.CreateInstance(type.ClrType)!;
        var tracked = write.Db.Entry(entity);
        tracked.Property("Id").CurrentValue = row.Id;
        foreach (var (field, values) in row.F) Set(tracked, field, values[0]);
        if (type.FindProperty($"{Title(entry.Root)}Id") is { } parent && entity is IPart)
            tracked.Property(parent.Name).CurrentValue = entry.RootId;
        // It goes on counting where it was removed, so that no version ever names two states.
        if (entity is IAggregate) tracked.Property(nameof(IAggregate.Version)).CurrentValue = entry.RootVersion;
        tracked.State = EntityState.Added;
        Track(tracked);
        Applied++;
    }

    private void Remove(RowChange row, List<RowChange> rows)
    {
        // It went with what it is a part of.
        if (_tracked.GetValueOrDefault((row.E, row.Id)) is { State: EntityState.Deleted }) return;
        if (Find(row) is not { } tracked) return;
        if (Changed(tracked, row) is { } changed) Keep(row, changed, "changed");
        else if (IsBuiltUpon(tracked.Entity, [.. rows.Where(static r => r.K == "+").Select(static r => r.Id)]))
            Keep(row, null, "built-upon");
        else
        {
            write.Db.Remove(tracked.Entity);
            Applied++;
        }
    }

    private void SetBack(RowChange row)
    {
        if (Find(row) is not { } tracked) return;
        var any = false;
        var isPriceKept = row.F.Any(f => PriceGroup.Contains(f.Key) && Fact(tracked, f.Key) is { } p && !Same(tracked, p, f.Value[1]));
        foreach (var (field, values) in row.F)
        {
            if (Fact(tracked, field) is not { } property || IsGivenNumber(row, field)) continue;
            if (Same(tracked, property, values[1]) && !(isPriceKept && PriceGroup.Contains(field)))
            {
                Set(tracked, field, values[0]);
                any = true;
            }
            else
            {
                Keep(row, field, "changed");
            }
        }
        if (any) Applied++;
    }

    /// <summary>A number once given is never taken back (I27): a draft that was confirmed keeps it, and leaves no gap (I28).</summary>
    private static bool IsGivenNumber(RowChange row, string field) => row.E == "order" && field == nameof(Order.Number);

    /// <summary>A numbered order that was typed keeps its place in the sequence: it is cancelled, not undone (I28). What came as a
    /// block, by an import or a paste, goes as a block; its numbers are not given again.</summary>
    /// <param name="own">The rows that came with it; facts beyond them were built upon it.</param>
    private bool IsBuiltUpon(object entity, HashSet<long> own) => entity switch
    {
        Order order => (order.Number is not null && !IsBlock && set.Undoes is null)
            || order.Goods.Any(IsAlive) || order.Allocations.Any(IsAlive)
            || order.Work.Any(w => IsAlive(w) && !own.Contains(w.Id)) || order.Lines.Any(l => IsAlive(l) && !own.Contains(l.Id))
            || _talkedAbout.Contains(order.Id),
        Domain.Payments.Receipt receipt => receipt.Allocations.Any(a => IsAlive(a) && !own.Contains(a.Id)),
        OrderLine line => write.Db.ShipmentLines.Local.Any(g => g.OrderLineId == line.Id && IsAlive(g))
            || write.Db.Set<ProductionRecord>().Local.Any(w => w.OrderLineId == line.Id && IsAlive(w) && !own.Contains(w.Id)),
        Customer customer => write.Db.Orders.Any(o => o.CustomerId == customer.Id)
            || write.Db.Receipts.Any(r => r.CustomerId == customer.Id) || write.Db.FollowUps.Any(f => f.CustomerId == customer.Id),
        Product product => write.Db.OrderLines.Any(l => l.ProductId == product.Id) || write.Db.StockMoves.Any(m => m.ProductId == product.Id),
        _ => false,
    };

    private bool IsBlock => set.Via == Via.Import || set.Verb.StartsWith("ledger.", StringComparison.Ordinal);

    private bool IsAlive(object fact) => write.Db.Entry(fact).State != EntityState.Deleted;

    private Refusal? Derive()
    {
        // A removed row stays in its order's collection until the save; what is derived must not count it.
        foreach (var entry in write.Db.ChangeTracker.Entries<Order>().Where(static e => e.State != EntityState.Deleted).ToList())
        {
            var order = entry.Entity;
            Drop(order.Lines);
            Drop(order.Work);
            Drop(order.Goods);
            Drop(order.Allocations);
            if (order.NumberKey is null && order.Number is { } number)
                entry.Property(nameof(Order.NumberKey)).CurrentValue = TextFolding.Key(number);
            write.Derive(order);
            if (UndoChecks.IsBroken(entry))
                return Refusal.NotAllowed("change-set.undo-breaks", order.Label);
        }
        foreach (var entry in write.Db.ChangeTracker.Entries<Receipt>().Where(static e => e.State != EntityState.Deleted))
        {
            entry.Entity.Derive();
            if (entry.Entity.Unallocated < Money.Zero) return Refusal.NotAllowed("change-set.undo-breaks", $"{entry.Entity.Id}");
        }
        foreach (var entry in write.Db.ChangeTracker.Entries<Customer>()) entry.Entity.Derive();
        foreach (var entry in write.Db.ChangeTracker.Entries<Product>()) entry.Entity.Derive();
        return null;
    }

    private void Drop<T>(IList<T> parts)
        where T : class
    {
        foreach (var part in parts.Where(p => !IsAlive(p)).ToList()) parts.Remove(part);
    }

    private EntityEntry? Find(RowChange row)
    {
        var tracked = _tracked.GetValueOrDefault((row.E, row.Id));
        if (tracked?.State == EntityState.Deleted) tracked = null;
        if (tracked is null) Keep(row, null, "gone");
        return tracked;
    }

    private static IProperty? Fact(EntityEntry tracked, string field) =>
        tracked.Metadata.FindProperty(field) is { } property && property.FindAnnotation(JournalWriter.Derived) is null ? property : null;

    private static bool Same(EntityEntry tracked, IProperty property, System.Text.Json.JsonElement value) =>
        Equals(tracked.CurrentValues[property], JournalValues.Read(value, property.ClrType) ?? Default(property));

    private static void Set(EntityEntry tracked, string field, System.Text.Json.JsonElement value)
    {
        if (Fact(tracked, field) is { } property)
            tracked.Property(field).CurrentValue = JournalValues.Read(value, property.ClrType) ?? Default(property);
    }

    private static object? Default(IProperty property) =>
        property.IsNullable || !property.ClrType.IsValueType ? null : Activator.CreateInstance(property.ClrType);

    private void Keep(RowChange row, string? field, string why)
    {
        if (_kept.Count < 1_000) _kept.Add(new(row.E, row.Id, field, why));
    }

    private static string Title(string root) => char.ToUpperInvariant(root[0]) + root[1..];
}
