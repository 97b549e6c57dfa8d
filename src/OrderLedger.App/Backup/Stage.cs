using OrderLedger.App.Access;
using OrderLedger.App.Data;

namespace OrderLedger.App.Backup;

/// <summary>A folder (0700) for work in progress on the same disk as its outcome; it goes when the work ends.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private Stage(string directory) => Directory = directory;

    public string Directory { get; }

    public static Stage Beside(string file)
    {
        var directory = $"{file}.{Secrets.New()[..8]}.part";
        BookStart.CreateFolder(directory);
        return new(directory);
    }

    public ValueTask DisposeAsync()
    {
        System.IO.Directory.Delete(Directory, recursive: true);
        return ValueTask.CompletedTask;
    }
}
