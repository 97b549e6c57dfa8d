using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace OrderLedger.App.Data.Commit;

/// <summary>On PostgreSQL: whatever EF asks, the rows that wait to be sent go before it, so that every work sees those before it.</summary>
internal sealed class SendFirst : DbCommandInterceptor
{
    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command,
        CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        await SendAsync(eventData, cancellationToken);
        return result;
    }

    public override async ValueTask<InterceptionResult<object>> ScalarExecutingAsync(DbCommand command,
        CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
    {
        await SendAsync(eventData, cancellationToken);
        return result;
    }

    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command,
        CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        await SendAsync(eventData, cancellationToken);
        return result;
    }

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) => Sent(eventData, result);

    public override InterceptionResult<object> ScalarExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result) => Sent(eventData, result);

    public override InterceptionResult<int> NonQueryExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result) => Sent(eventData, result);

    private static Task SendAsync(CommandEventData asked, CancellationToken cancellation) =>
        RowInserter.SendAsync((LedgerDb)asked.Context!, cancellation);

    /// <summary>An undo asks synchronously. It runs alone, so hardly anything ever waits here.</summary>
    private static InterceptionResult<T> Sent<T>(CommandEventData asked, InterceptionResult<T> result)
    {
        SendAsync(asked, CancellationToken.None).GetAwaiter().GetResult();
        return result;
    }
}
