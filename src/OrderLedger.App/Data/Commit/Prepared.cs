using System.Data.Common;
using System.Runtime.CompilerServices;

namespace OrderLedger.App.Data.Commit;

/// <summary>The commands that a connection keeps prepared for as long as it lives; for the few texts of the write gate only.</summary>
internal static class Prepared
{
    private static readonly ConditionalWeakTable<DbConnection, Dictionary<string, DbCommand>> Kept = [];

    /// <summary>The connection's one command of that text, without parameters the first time.</summary>
    public static DbCommand Command(DbTransaction transaction, string sql)
    {
        var commands = Kept.GetOrCreateValue(transaction.Connection!);
        if (!commands.TryGetValue(sql, out var command))
        {
            commands[sql] = command = transaction.Connection!.CreateCommand();
#pragma warning disable CA2100 // The texts are our own.
            command.CommandText = sql;
#pragma warning restore CA2100
        }
        command.Transaction = transaction;
        return command;
    }

    /// <summary>The same with its parameters set.</summary>
    public static DbCommand Command(DbTransaction transaction, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = Command(transaction, sql);
        for (var i = 0; i < parameters.Length; i++)
        {
            if (command.Parameters.Count == i)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = parameters[i].Name;
                command.Parameters.Add(parameter);
            }
            command.Parameters[i].Value = parameters[i].Value;
        }
        return command;
    }
}
