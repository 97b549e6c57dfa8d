using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Orders;
using OrderLedger.Domain.Customers;
using OrderLedger.Domain.Orders;
using OrderLedger.Domain.Products;

namespace OrderLedger.App.Data.Maps;

/// <summary>What is kept beside orders, customers and products: notes, files, follow-ups, stock.</summary>
internal static class BesideMaps
{
    public static void Configure(ModelBuilder model)
    {
        var comment = LedgerModel.Root(model.Entity<Comment>(), "comments");
        comment.HasOne<Order>().WithMany().HasForeignKey(c => c.OrderId).OnDelete(DeleteBehavior.Restrict);
        var attachment = LedgerModel.Root(model.Entity<Attachment>(), "attachments");
        attachment.HasOne<Order>().WithMany().HasForeignKey(a => a.OrderId).OnDelete(DeleteBehavior.Restrict);
        attachment.Ignore(a => a.IsPicture);
        // No key to the attachment: its bytes outlive an undo, which may be undone.
        var part = model.Entity<AttachmentPart>();
        part.ToTable("attachment_parts");
        part.HasKey(p => new { p.AttachmentId, p.Position });
        var followUp = LedgerModel.Root(model.Entity<FollowUp>(), "follow_ups");
        followUp.HasOne<Customer>().WithMany().HasForeignKey(f => f.CustomerId).OnDelete(DeleteBehavior.Restrict);
        // What is still to be done is little, however much was done.
        followUp.HasIndex(f => f.NextOn, "ix_follow_ups_waiting").HasFilter("done_at IS NULL AND next_on IS NOT NULL");
        var move = LedgerModel.Root(model.Entity<StockMove>(), "stock_moves");
        move.HasIndex(m => new { m.ProductId, m.At });
        move.HasOne<Product>().WithMany().HasForeignKey(m => m.ProductId).OnDelete(DeleteBehavior.Restrict);
    }
}
