using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OrderLedger.App.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class JournalByTransaction : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // A reader that catches up asks for lines by transaction. The planner has to know that hardly any are as young.
            migrationBuilder.Sql("CREATE INDEX \"IX_journal_xid\" ON journal (xid)");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP INDEX \"IX_journal_xid\"");
        }
    }
}
