using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OrderLedger.App.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class DropUserStamp : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Not DropColumn: it would build the table anew, and with it break what refers to users.
            migrationBuilder.Sql("ALTER TABLE users DROP COLUMN stamp");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "stamp",
                table: "users",
                type: "TEXT",
                nullable: false,
                defaultValue: "");
        }
    }
}
