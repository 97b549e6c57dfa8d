using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OrderLedger.App.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class DropUserStamp : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "stamp",
                table: "users");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "stamp",
                table: "users",
                type: "text",
                nullable: false,
                defaultValue: "");
        }
    }
}
