using System.Data;
using System.Data.Common;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using OrderLedger.App.Data;
using OrderLedger.App.Sample.Filling;
using OrderLedger.Domain;

namespace OrderLedger.App.Sample;

/// <summary>Fills an empty book with sample data, past the write gate and in bulk.</summary>
public static class SampleBook
{
    /// <summary>Writes the sample in transactions of <see cref="SamplePlan.BlockSize"/> orders; a fill that is stopped
    /// leaves a smaller, whole book, but for the classes of its customers.</summary>
    /// <param name="now">Nothing in the sample is later.</param>
    /// <param name="progress">Orders written so far.</param>
    /// <returns>What was written, or <c>sample.book-not-empty</c>.</returns>
    public static async Task<Outcome<SampleFilled>> FillAsync(Book book, SampleScale scale, ulong seed,
        DateTimeOffset now, IProgress<int>? progress, CancellationToken cancellation) =>
        await FillAsync(book, new SamplePlan(seed, scale, now), progress, cancellation);

    internal static async Task<Outcome<SampleFilled>> FillAsync(
        Book book, SamplePlan plan, IProgress<int>? progress, CancellationToken cancellation)
    {
        await using var db = book.CreateDb();
        if (await db.Customers.AnyAsync(cancellation) || await db.Products.AnyAsync(cancellation)
            || await db.Orders.AnyAsync(cancellation))
            return Refusal.NotAllowed("sample.book-not-empty");

        var connection = await book.OpenAsync(cancellation);
        await using BulkWriter writer = connection is NpgsqlConnection postgres
            ? new PostgresBulkWriter(postgres) : new SqliteBulkWriter((SqliteConnection)connection);
        var ids = await ReserveIdsAsync(connection, plan.Scale, cancellation);
        var fill = new SampleFill(plan, await book.SettingsAsync(cancellation), db.Model, ids);
        var tables = new SampleTables(db.Model);
        await WriteAsync(writer, tables, fill.Masters.Rows(), cancellation);

        // One block is told while the one before it is written.
        var blocks = Channel.CreateBounded<SampleRows>(1);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var telling = Task.Run(() => TellAsync(fill, blocks.Writer, stop.Token), CancellationToken.None);
        var filled = new SampleFilled(plan.Scale.Customers, plan.Scale.Products, 0, 0, 0);
        try
        {
            await foreach (var rows in blocks.Reader.ReadAllAsync(cancellation))
            {
                await WriteAsync(writer, tables, rows, cancellation);
                filled = filled.Plus(rows);
                progress?.Report(filled.Orders);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await telling;
        }

        await ClassifyAsync(writer, tables, fill, cancellation);
        return filled;
    }

    // A fault while telling ends the channel with it, so the reader throws it.
    private static async Task TellAsync(
        SampleFill fill, ChannelWriter<SampleRows> blocks, CancellationToken cancellation)
    {
        Exception? fault = null;
        try
        {
            for (var block = 0; block < fill.Plan.Blocks; block++)
            {
                cancellation.ThrowIfCancellationRequested();
                var rows = new SampleStory(fill, fill.Plan.Block(block)).Tell(block == fill.Plan.Blocks - 1);
                await blocks.WriteAsync(rows, cancellation);
            }
        }
#pragma warning disable CA1031 // Handed on to the reader, whatever it is.
        catch (Exception any)
        {
            fault = any;
        }
#pragma warning restore CA1031
        blocks.Complete(fault);
    }

    private static async Task WriteAsync(
        BulkWriter writer, SampleTables tables, SampleRows rows, CancellationToken cancellation)
    {
        // Immediate on SQLite: nobody else writes between the first and the last row.
        await using var transaction =
            await writer.Connection.BeginTransactionAsync(IsolationLevel.Serializable, cancellation);
        tables.Write(writer, rows);
        await transaction.CommitAsync(cancellation);
    }

    private static async Task ClassifyAsync(
        BulkWriter writer, SampleTables tables, SampleFill fill, CancellationToken cancellation)
    {
        var rows = new SampleRows();
        var classes = fill.Masters.Classify(rows);
        await using var transaction =
            await writer.Connection.BeginTransactionAsync(IsolationLevel.Serializable, cancellation);
        writer.Classify(classes);
        tables.Write(writer, rows);
        await transaction.CommitAsync(cancellation);
    }

    private static async Task<long> ReserveIdsAsync(
        DbConnection connection, SampleScale scale, CancellationToken cancellation)
    {
        var count = (scale.Orders * (long)SampleFill.IdsPerOrder) + (scale.Customers * 4L) + scale.Products + 1_000;
        await using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO counters (key, value) VALUES ('id', @n) "
            + "ON CONFLICT (key) DO UPDATE SET value = counters.value + @n RETURNING value";
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("n", count);
        command.Parameters.Add(parameter);
        return (long)(await command.ExecuteScalarAsync(cancellation))! - count + 1;
    }
}

/// <summary>What a fill has written.</summary>
public sealed record SampleFilled(int Customers, int Products, int Orders, int Shipments, int Receipts)
{
    internal SampleFilled Plus(SampleRows rows) => this with
    {
        Orders = Orders + rows.Orders.Count,
        Shipments = Shipments + rows.Shipments.Count,
        Receipts = Receipts + rows.Receipts.Count,
    };
}
