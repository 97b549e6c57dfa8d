using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace OrderLedger.App.Data;

/// <summary>How the migration tool makes the context of the embedded book; no database is opened.</summary>
internal sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqliteLedgerDb>
{
    public SqliteLedgerDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteLedgerDb>().UseSqlite("Data Source=:memory:").Options);
}

/// <summary>How the migration tool makes the context of a team's book; no database is opened.</summary>
internal sealed class PostgresDesignTime : IDesignTimeDbContextFactory<PostgresLedgerDb>
{
    public PostgresLedgerDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresLedgerDb>().UseNpgsql("Host=localhost").Options);
}
