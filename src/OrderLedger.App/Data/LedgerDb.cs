using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Access;
using OrderLedger.App.Data.Commit;
using OrderLedger.App.Data.Journal;
using OrderLedger.App.Data.Maps;
using OrderLedger.App.Orders;
using OrderLedger.App.Settings;
using OrderLedger.App.Views;
using OrderLedger.Domain.Customers;
using OrderLedger.Domain.Orders;
using OrderLedger.Domain.Payments;
using OrderLedger.Domain.Products;
using OrderLedger.Domain.Shipping;

namespace OrderLedger.App.Data;

/// <summary>One book (账套): one model for both databases (decision 0003).</summary>
public abstract class LedgerDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<Customer> Customers => Set<Customer>();
    public DbSet<Product> Products => Set<Product>();
    public DbSet<Order> Orders => Set<Order>();
    public DbSet<OrderLine> OrderLines => Set<OrderLine>();
    public DbSet<Shipment> Shipments => Set<Shipment>();
    public DbSet<ShipmentLine> ShipmentLines => Set<ShipmentLine>();
    public DbSet<Receipt> Receipts => Set<Receipt>();
    public DbSet<Allocation> Allocations => Set<Allocation>();
    public DbSet<Comment> Comments => Set<Comment>();
    public DbSet<Attachment> Attachments => Set<Attachment>();
    public DbSet<AttachmentPart> AttachmentParts => Set<AttachmentPart>();
    public DbSet<FollowUp> FollowUps => Set<FollowUp>();
    public DbSet<StockMove> StockMoves => Set<StockMove>();
    public DbSet<User> Users => Set<User>();
    public DbSet<Setting> Settings => Set<Setting>();
    public DbSet<SavedView> SavedViews => Set<SavedView>();
    public DbSet<OwnLayout> ViewLayouts => Set<OwnLayout>();
    public DbSet<ChangeSet> ChangeSets => Set<ChangeSet>();
    public DbSet<JournalEntry> Journal => Set<JournalEntry>();
    public DbSet<KeptAnswer> KeptAnswers => Set<KeptAnswer>();
    public DbSet<Counter> Counters => Set<Counter>();
    public DbSet<DataKey> DataKeys => Set<DataKey>();

    /// <summary>Where new ids come from; set by the write gate.</summary>
    internal IIdSource? Ids { get; set; }

    /// <summary>The user's intention that the next save belongs to; a save without one may touch no aggregate.</summary>
    internal ChangeSet? ChangeSet { get; set; }

    /// <summary>What the write gate need not read again; null outside of it.</summary>
    internal Masters? Masters { get; init; }

    /// <summary>Rows that PostgreSQL has not been sent yet (<see cref="RowInserter"/>).</summary>
    internal List<object> Unsent { get; } = [];

    public override async Task<int> SaveChangesAsync(
        bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        var isAutomatic = ChangeTracker.AutoDetectChangesEnabled;
        if (isAutomatic) ChangeTracker.DetectChanges();
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            JournalWriter.Write(this);
            foreach (var entry in ChangeTracker.Entries())
            {
                if (entry.State != EntityState.Unchanged) Masters?.Forget(entry.Entity);
            }
            if (await RowInserter.TryInsertAsync(this, cancellationToken))
            {
                var inserted = ChangeTracker.Entries().Count(static e => e.State == EntityState.Added);
                if (acceptAllChangesOnSuccess) ChangeTracker.AcceptAllChanges();
                // Their number is the database's own and was not read back: the next save of this work must not meet them.
                foreach (var line in ChangeTracker.Entries<JournalEntry>().ToList()) line.State = EntityState.Detached;
                return inserted;
            }
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = isAutomatic;
        }
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("The journal is written by SaveChangesAsync only.");

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        Converters.Configure(configurationBuilder);

    protected override void OnModelCreating(ModelBuilder modelBuilder) => LedgerModel.Configure(modelBuilder);
}

/// <summary>The embedded book.</summary>
public sealed class SqliteLedgerDb(DbContextOptions<SqliteLedgerDb> options) : LedgerDb(options);

/// <summary>The book of a team.</summary>
public sealed class PostgresLedgerDb(DbContextOptions<PostgresLedgerDb> options) : LedgerDb(options);
