using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.ValueGeneration;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;
using OrderLedger.App.Access;
using OrderLedger.App.Data.Journal;
using OrderLedger.App.Settings;
using OrderLedger.App.Views;
using OrderLedger.Domain;
using OrderLedger.Domain.Customers;
using OrderLedger.Domain.Payments;
using OrderLedger.Domain.Products;
using OrderLedger.Domain.Shipping;

namespace OrderLedger.App.Data.Maps;

/// <summary>Tables, keys, indexes, and which columns are facts. Names are snake_case on both databases.</summary>
internal static class LedgerModel
{
    public static void Configure(ModelBuilder model)
    {
        Customers(model);
        Products(model);
        OrderMaps.Configure(model);
        Goods(model);
        Money(model);
        BesideMaps.Configure(model);
        Access(model);
        Views(model);
        Records(model);
        foreach (var entity in model.Model.GetEntityTypes())
        {
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(Snake(property.Name));
                if (property is not { Name: "Id" }) continue;
                property.SetValueGeneratorFactory(static (_, _) => new IdGenerator());
                NpgsqlPropertyExtensions.SetValueGenerationStrategy(property, NpgsqlValueGenerationStrategy.None);
            }
        }
    }

    private static void Customers(ModelBuilder model)
    {
        var customer = model.Entity<Customer>();
        Root(customer, "customers");
        customer.HasIndex(c => c.CodeKey).IsUnique();
        customer.HasIndex(c => c.NameKey);
        customer.Ignore(c => c.Label);
        customer.HasMany(c => c.Contacts).WithOne().HasForeignKey(c => c.CustomerId).IsRequired();
        customer.HasMany(c => c.Addresses).WithOne().HasForeignKey(a => a.CustomerId).IsRequired();
        Quiet(customer, nameof(Customer.Pinyin), nameof(Customer.CodeKey), nameof(Customer.NameKey));
        Part(model.Entity<Contact>(), "customer_contacts");
        Part(model.Entity<Address>(), "customer_addresses");
    }

    private static void Products(ModelBuilder model)
    {
        var product = model.Entity<Product>();
        Root(product, "products");
        product.HasIndex(p => p.SkuKey).IsUnique();
        product.HasIndex(p => p.NameKey);
        Quiet(product, nameof(Product.Pinyin), nameof(Product.SkuKey), nameof(Product.NameKey));
    }

    private static void Goods(ModelBuilder model)
    {
        var shipment = model.Entity<Shipment>();
        Root(shipment, "shipments");
        shipment.HasIndex(s => s.Number).IsUnique();
        shipment.HasIndex(s => s.TrackingNumber);
        shipment.HasIndex(s => s.CustomerId);
        var line = model.Entity<ShipmentLine>();
        Part(line, "shipment_lines");
        line.HasOne(l => l.Shipment).WithMany(s => s.Lines).HasForeignKey(l => l.ShipmentId).IsRequired();
        line.Ignore(l => l.IsShort).Ignore(l => l.Shortfall).Ignore(l => l.Standing);
    }

    private static void Money(ModelBuilder model)
    {
        var receipt = model.Entity<Receipt>();
        Root(receipt, "receipts");
        receipt.HasIndex(r => new { r.CustomerId, r.Date });
        receipt.Ignore(r => r.Effective).Ignore(r => r.Unallocated);
        Quiet(receipt, nameof(Receipt.Allocated));
        var allocation = model.Entity<Allocation>();
        Part(allocation, "allocations");
        allocation.HasOne(a => a.Receipt).WithMany(r => r.Allocations).HasForeignKey(a => a.ReceiptId).IsRequired();
    }

    private static void Access(ModelBuilder model)
    {
        var user = model.Entity<User>();
        Root(user, "users");
        user.HasIndex(u => u.NameKey).IsUnique();
        user.HasMany(u => u.Tokens).WithOne().HasForeignKey(t => t.UserId).IsRequired();
        Quiet(user, nameof(User.NameKey), nameof(User.PasswordHash), nameof(User.FailedSignIns),
            nameof(User.LockedUntil));
        var token = model.Entity<ApiToken>();
        Part(token, "api_tokens");
        token.HasIndex(t => t.Hash).IsUnique();
        Quiet(token, nameof(ApiToken.Hash), nameof(ApiToken.LastUsedAt));
        Root(model.Entity<Setting>(), "settings").HasIndex(s => s.Key).IsUnique();
    }

    /// <summary>No aggregates: how people look at the book is not journalled.</summary>
    private static void Views(ModelBuilder model)
    {
        var view = model.Entity<SavedView>();
        view.ToTable("saved_views");
        view.Property(v => v.Id).ValueGeneratedOnAdd();
        view.Property(v => v.Version).IsConcurrencyToken();
        view.HasIndex(v => new { v.OwnerId, v.NameKey }).IsUnique();
        var layout = model.Entity<OwnLayout>();
        layout.ToTable("view_layouts");
        layout.HasKey(l => new { l.UserId, l.ViewKey });
    }

    private static void Records(ModelBuilder model)
    {
        var changeSet = model.Entity<ChangeSet>();
        changeSet.ToTable("change_sets");
        changeSet.Property(c => c.Id).ValueGeneratedOnAdd();
        changeSet.HasIndex(c => c.At);
        var entry = model.Entity<JournalEntry>();
        entry.ToTable("journal");
        entry.HasKey(j => j.Seq);
        entry.Property(j => j.Seq).ValueGeneratedOnAdd();
        entry.HasIndex(j => j.ChangeSetId);
        entry.HasIndex(j => new { j.RootId, j.Root });
        entry.Ignore(j => j.Changes);
        var answer = model.Entity<KeptAnswer>();
        answer.ToTable("kept_answers");
        answer.HasKey(a => a.Key);
        answer.HasIndex(a => a.At);
        var counter = model.Entity<Counter>();
        counter.ToTable("counters");
        counter.HasKey(c => c.Key);
        model.Entity<DataKey>().ToTable("data_keys").HasKey(k => k.Name);
    }

    internal static EntityTypeBuilder<T> Root<T>(EntityTypeBuilder<T> entity, string table)
        where T : class, IAggregate
    {
        entity.ToTable(table);
        entity.Property(e => e.Id).ValueGeneratedOnAdd();
        entity.Property(e => e.Version).IsConcurrencyToken();
        Quiet(entity, nameof(IAggregate.Version));
        return entity;
    }

    internal static EntityTypeBuilder<T> Part<T>(EntityTypeBuilder<T> entity, string table)
        where T : class, IPart
    {
        entity.ToTable(table);
        entity.Property(e => e.Id).ValueGeneratedOnAdd();
        entity.Ignore(e => e.RootId);
        return entity;
    }

    /// <summary>Derived or secret: stored, but no line of the journal.</summary>
    internal static void Quiet<T>(EntityTypeBuilder<T> entity, params string[] properties)
        where T : class
    {
        foreach (var property in properties) entity.Property(property).HasAnnotation(JournalWriter.Quiet, true);
    }

    /// <summary>Derived, yet people want to read it in the history; an undo recomputes it instead of setting it.</summary>
    internal static void Shown<T>(EntityTypeBuilder<T> entity, params string[] properties)
        where T : class
    {
        foreach (var property in properties) entity.Property(property).HasAnnotation(JournalWriter.Derived, true);
    }

    private static string Snake(string name)
    {
        var snake = new StringBuilder(name.Length + 4);
        foreach (var c in name)
        {
            if (char.IsUpper(c) && snake.Length > 0) snake.Append('_');
            snake.Append(char.ToLowerInvariant(c));
        }
        return snake.ToString();
    }

    private sealed class IdGenerator : ValueGenerator<long>
    {
        public override bool GeneratesTemporaryValues => false;

        public override long Next(EntityEntry entry) => ((LedgerDb)entry.Context).Ids?.Next()
            ?? throw new InvalidOperationException("New rows are made inside the write gate.");
    }
}
