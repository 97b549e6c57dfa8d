namespace OrderLedger.App.Access;

/// <summary>The one-time secret of a new book: whoever can read the book's folder may become its owner, nobody else.</summary>
public static class SetUpToken
{
    private const string FileName = "setup-token";

    /// <summary>The token of this folder; made (mode 0600) when there is none.</summary>
    public static async Task<string> EnsureAsync(string directory, CancellationToken cancellation)
    {
        if (await ReadAsync(directory, cancellation) is { } known) return known;

        var token = Secrets.New();
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var file = new StreamWriter(Path.Combine(directory, FileName), options);
        await file.WriteAsync(token.AsMemory(), cancellation);
        return token;
    }

    public static async Task<bool> IsRightAsync(string directory, string? token, CancellationToken cancellation) =>
        token is not null && await ReadAsync(directory, cancellation) is { } known && Secrets.AreEqual(known, token);

    public static void Delete(string directory) => File.Delete(Path.Combine(directory, FileName));

    private static async Task<string?> ReadAsync(string directory, CancellationToken cancellation)
    {
        var path = Path.Combine(directory, FileName);
        if (!File.Exists(path)) return null;
        return (await File.ReadAllTextAsync(path, cancellation)).Trim() is { Length: > 20 } token ? token : null;
    }
}
