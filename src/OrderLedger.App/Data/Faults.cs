using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using OrderLedger.Domain;

namespace OrderLedger.App.Data;

/// <summary>Which answers of the databases are refusals that a user can act upon.</summary>
internal static class Faults
{
    private const int SqliteFull = 13;
    private const int SqliteConstraintUnique = 2067;

    public static Refusal? AsRefusal(Exception fault) => fault switch
    {
        DbUpdateException { InnerException: { } inner } => AsRefusal(inner),
        SqliteException { SqliteErrorCode: SqliteFull } => NoSpace,
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => NoSpace,
        SqliteException { SqliteExtendedErrorCode: SqliteConstraintUnique } unique => Taken(unique.Message),
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } unique => Taken(unique.ConstraintName ?? ""),
        DbUpdateConcurrencyException => new Refusal(RefusalKind.Stale, "version.stale"),
        _ => null,
    };

    private static Refusal NoSpace => new(RefusalKind.NoSpace, "disk.full");

    /// <summary>A unique key that a rule did not foresee, for example two clerks typing one number at once.</summary>
    private static Refusal Taken(string where) =>
        where.Contains("number_key", StringComparison.Ordinal) ? Refusal.NotAllowed("order.number-taken")
        : where.Contains("code_key", StringComparison.Ordinal) ? Refusal.NotAllowed("customer.code-taken")
        : where.Contains("sku_key", StringComparison.Ordinal) ? Refusal.NotAllowed("product.sku-taken")
        : where.Contains("name_key", StringComparison.Ordinal) ? Refusal.NotAllowed("user.name-taken")
        : Refusal.NotAllowed("value.taken");
}
