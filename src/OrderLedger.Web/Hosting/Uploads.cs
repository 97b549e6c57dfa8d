using System.Collections.Concurrent;
using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.Domain;

namespace OrderLedger.Web.Hosting;

/// <summary>Files between the preview of an import and its commit: private to who sent them, gone after an hour.</summary>
public sealed class Uploads(BookPlace place, TimeProvider clock)
{
    /// <summary>One file at most; a workbook of a million rows has about half of it.</summary>
    public const long BytesMax = 64L << 20;
    private const int KeptMax = 50;
    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<string, Upload> _kept = new(StringComparer.Ordinal);

    private string Folder => Path.Combine(place.Directory, "uploads");

    /// <param name="Path">Where the file lies.</param>
    /// <param name="Name">As its sender calls it.</param>
    public sealed record Upload(string Id, string Path, string Name, long? UserId, DateTimeOffset At, bool IsDone = false);

    public async Task<Outcome<Upload>> KeepAsync(
        Actor actor, Stream content, string name, CancellationToken cancellation)
    {
        if (actor.May(Right.Import) is { } forbidden) return forbidden;
        Sweep();
        if (_kept.Count >= KeptMax) return new Refusal(RefusalKind.Busy, "server.busy");

        BookStart.CreateFolder(Folder);
        var id = Secrets.New();
        var upload = new Upload(id, Path.Combine(Folder, id), Path.GetFileName(name), actor.UserId, clock.GetUtcNow());
        try
        {
            await using var file = new FileStream(upload.Path, FileMode.CreateNew, FileAccess.Write);
            await content.CopyToAsync(file, cancellation);
        }
        catch
        {
            File.Delete(upload.Path);
            throw;
        }
        _kept[id] = upload;
        return upload;
    }

    /// <summary>Not found also when another has sent it.</summary>
    public Outcome<Upload> Find(Actor actor, string id) =>
        _kept.TryGetValue(id, out var upload) && upload.UserId == actor.UserId && File.Exists(upload.Path)
            ? upload : Refusal.NotFound("import.upload-not-found");

    public void Drop(Upload upload)
    {
        _kept.TryRemove(upload.Id, out _);
        File.Delete(upload.Path);
    }

    /// <summary>Imported, and kept for a repeated request until its age or a newer file takes it.</summary>
    public void Done(Upload upload) => _kept.TryUpdate(upload.Id, upload with { IsDone = true }, upload);

    /// <summary>Deletes what is older than an hour, also what another run of the server has left.</summary>
    public void Sweep()
    {
        if (_kept.Count >= KeptMax && _kept.Values.Where(static upload => upload.IsDone).MinBy(static upload => upload.At) is { } done)
            Drop(done);
        var until = clock.GetUtcNow() - KeptFor;
        foreach (var old in _kept.Values.Where(upload => upload.At < until)) Drop(old);
        if (!Directory.Exists(Folder)) return;
        foreach (var file in new DirectoryInfo(Folder).EnumerateFiles())
        {
            // By time and not by name: another process may serve the same folder.
            if (file.LastWriteTimeUtc < until.UtcDateTime && !_kept.ContainsKey(file.Name)) file.Delete();
        }
    }
}
