using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using OrderLedger.Domain;

namespace OrderLedger.App.Data;

/// <summary>Which faults of the databases are refusals that a user can act upon, and which pass by themselves.</summary>
/// <remarks>EF wraps what Npgsql calls transient in an <see cref="InvalidOperationException"/>, so every question looks inside.</remarks>
public static class Faults
{
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;
    private const int SqliteFull = 13;
    private const int SqliteConstraintUnique = 2067;

    public static Refusal? AsRefusal(Exception fault) => fault switch
    {
        DbUpdateConcurrencyException => new Refusal(RefusalKind.Stale, "version.stale"),
        DbUpdateException { InnerException: { } inner } => AsRefusal(inner),
        InvalidOperationException { InnerException: { } inner } => AsRefusal(inner),
        SqliteException { SqliteErrorCode: SqliteFull } => NoSpace,
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => NoSpace,
        SqliteException { SqliteExtendedErrorCode: SqliteConstraintUnique } unique => Taken(unique.Message),
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } unique => Taken(unique.ConstraintName ?? ""),
        _ when IsUnavailable(fault) => new Refusal(RefusalKind.Busy, "database.unavailable"),
        _ => null,
    };

    /// <summary>Whether the database is not to be reached, or too busy, for now: a later try may succeed.</summary>
    public static bool IsUnavailable(Exception fault) => fault switch
    {
        DbUpdateException { InnerException: { } inner } => IsUnavailable(inner),
        InvalidOperationException { InnerException: { } inner } => IsUnavailable(inner),
        SqliteException sqlite => sqlite.SqliteErrorCode is SqliteBusy or SqliteLocked,
        DbException database => database.IsTransient,
        _ => false,
    };

    /// <summary>Serialisation and dead-lock answers, a lost race for a version, a locked file: surely nothing was written.</summary>
    internal static bool IsRolledBack(Exception fault) => fault switch
    {
        DbUpdateConcurrencyException => true,
        DbUpdateException { InnerException: { } inner } => IsRolledBack(inner),
        InvalidOperationException { InnerException: { } inner } => IsRolledBack(inner),
        PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected } => true,
        // Another node has just answered the same Idempotency-Key: the next run finds its answer.
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, TableName: "kept_answers" } => true,
        SqliteException sqlite => sqlite.SqliteErrorCode is SqliteBusy or SqliteLocked,
        _ => false,
    };

    /// <summary>Whether work that was not yet being committed may simply run again: also when the connection was lost.</summary>
    internal static bool IsTransient(Exception fault) => IsRolledBack(fault) || fault switch
    {
        DbUpdateException { InnerException: { } inner } => IsTransient(inner),
        InvalidOperationException { InnerException: { } inner } => IsTransient(inner),
        PostgresException server => server.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown
            or PostgresErrorCodes.CannotConnectNow,
        NpgsqlException connection => connection.IsTransient,
        _ => false,
    };

    /// <summary>The number that a rule gave is taken: typed by hand under another rule. The next run asks before it gives one.</summary>
    internal static bool IsTakenNumber(Exception fault) => fault switch
    {
        DbUpdateException { InnerException: { } inner } => IsTakenNumber(inner),
        SqliteException { SqliteExtendedErrorCode: SqliteConstraintUnique } unique =>
            unique.Message.Contains("orders.number_key", StringComparison.Ordinal),
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } unique => unique.TableName == "orders",
        _ => false,
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
