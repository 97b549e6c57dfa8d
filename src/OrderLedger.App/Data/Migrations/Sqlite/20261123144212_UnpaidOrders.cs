using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OrderLedger.App.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class UnpaidOrders : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_orders_unpaid",
                table: "orders",
                columns: new[] { "customer_id", "receivable", "received" },
                filter: "confirmed_at IS NOT NULL AND cancelled_at IS NULL AND receivable <> received");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_orders_unpaid",
                table: "orders");
        }
    }
}
