using Microsoft.EntityFrameworkCore;
using OrderLedger.Domain.Customers;
using OrderLedger.Domain.Orders;
using OrderLedger.Domain.Products;

namespace OrderLedger.App.Data.Maps;

/// <summary>Orders, lines and work.</summary>
internal static class OrderMaps
{
    public static void Configure(ModelBuilder model)
    {
        var order = model.Entity<Order>();
        LedgerModel.Root(order, "orders");
        order.HasIndex(o => o.NumberKey).IsUnique();
        order.HasIndex(o => o.CustomerId);
        // What a customer owes is asked with every order: the paid ones, nearly all, are not in this index.
        order.HasIndex(o => new { o.CustomerId, o.Receivable, o.Received }, "ix_orders_unpaid")
            .HasFilter("confirmed_at IS NOT NULL AND cancelled_at IS NULL AND receivable <> received");
        order.HasOne<Customer>().WithMany().HasForeignKey(o => o.CustomerId).OnDelete(DeleteBehavior.Restrict);
        order.Ignore(o => o.Label).Ignore(o => o.IsDraft).Ignore(o => o.TaxAmount).Ignore(o => o.Outstanding)
            .Ignore(o => o.Profit);
        order.HasMany(o => o.Lines).WithOne().HasForeignKey(l => l.OrderId).IsRequired();
        order.HasMany(o => o.Work).WithOne().HasForeignKey(w => w.OrderId).IsRequired();
        order.HasMany(o => o.Goods).WithOne().HasForeignKey(g => g.OrderId).IsRequired()
            .OnDelete(DeleteBehavior.Restrict);
        order.HasMany(o => o.Allocations).WithOne().HasForeignKey(a => a.OrderId).IsRequired()
            .OnDelete(DeleteBehavior.Restrict);
        LedgerModel.Quiet(order, nameof(Order.NumberKey), nameof(Order.Net), nameof(Order.Receivable), nameof(Order.Cost),
            nameof(Order.PaymentDueOn), nameof(Order.StartedAt), nameof(Order.ReadyAt), nameof(Order.ShippedAt),
            nameof(Order.ReceivedAt), nameof(Order.SettledAt), nameof(Order.Revision));
        LedgerModel.Shown(order, nameof(Order.Status), nameof(Order.Shipping), nameof(Order.Payment), nameof(Order.Flags),
            nameof(Order.Total), nameof(Order.Received), nameof(Order.DueDate));

        var line = model.Entity<OrderLine>();
        LedgerModel.Part(line, "order_lines");
        line.HasIndex(l => l.ProductId);
        line.HasOne<Product>().WithMany().HasForeignKey(l => l.ProductId).OnDelete(DeleteBehavior.Restrict);
        line.Ignore(l => l.Effective).Ignore(l => l.IsOpen).Ignore(l => l.Unshipped).Ignore(l => l.Net)
            .Ignore(l => l.Receivable).Ignore(l => l.Stage);
        LedgerModel.Quiet(line, nameof(OrderLine.Made), nameof(OrderLine.IsStarted), nameof(OrderLine.Shipped),
            nameof(OrderLine.Signed));
        LedgerModel.Part(model.Entity<ProductionRecord>(), "production_records");
    }
}
