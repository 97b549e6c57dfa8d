using OrderLedger.Domain;

namespace OrderLedger.Web.Cli;

/// <summary>A file that a command writes: whole or not at all.</summary>
internal static class WholeFile
{
    /// <summary>Under another name until it is whole: a stopped writing must not look like a finished one.</summary>
    /// <param name="overwrite">Else a file of this name that came meanwhile is a fault.</param>
    public static async Task<Outcome<T>> WriteAsync<T>(string file, bool overwrite, Func<Stream, Task<Outcome<T>>> write)
        where T : notnull
    {
        var part = file + ".part";
        try
        {
            Outcome<T> written;
            await using (var target = File.Create(part)) written = await write(target);
            if (written.Accepted) File.Move(part, file, overwrite);
            return written;
        }
        finally
        {
            // Refused, stopped or broken: nothing of it stays. After the move there is nothing to delete.
            File.Delete(part);
        }
    }
}
