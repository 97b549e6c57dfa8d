using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using DuckDB.NET.Data;

namespace OrderLedger.App.ReadModel.Storage;

/// <summary>Commands over the book and the read model. Texts are made of names from the catalogue; values are parameters.</summary>
internal static class Sql
{
    [SuppressMessage("Security", "CA2100", Justification = "Texts are composed of constants and names of the catalogue; values are parameters.")]
    public static DbCommand Command(this DbConnection connection, string text, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }
        return command;
    }

    /// <summary>DuckDB works in the caller's thread; asking it to do so asynchronously would only look so.</summary>
    public static void Run(this DuckDBConnection duck, string text, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var command = duck.Command(text, values);
        command.ExecuteNonQuery();
    }

    public static List<T> List<T>(this DuckDBConnection duck, string text, IReadOnlyList<(string Name, object? Value)> values,
        Func<DbDataReader, T> read)
    {
        using var command = duck.Command(text, [.. values]);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    }
}
