using DuckDB.NET.Data;
using Microsoft.Extensions.Logging;
using OrderLedger.App.Data;
using OrderLedger.App.ReadModel.Storage;

namespace OrderLedger.App.ReadModel;

public sealed partial class LedgerReadModel
{
    private ModelFile? _file;
    private Loader? _loader;
    private bool _isAnew;

    /// <summary>Inside the gate: opens the file when need be, and brings it to the journal's newest line.</summary>
    private async Task<Loader> CaughtUpAsync(CancellationToken cancellation)
    {
        if (_file is null)
        {
            BookStart.CreateFolder(book.Place.Directory);
            _file = ModelFile.Open(book.Place.ReadModelFile);
            if (_file.IsInMemory) LogInMemory(log, book.Place.ReadModelFile);
        }
        while (true)
        {
            try
            {
                return await LoadedAsync(_file, cancellation);
            }
            catch (DuckDBException fault) when (!_file.IsInMemory)
            {
                await ReplaceAsync(fault);
            }
        }
    }

    private async Task<Loader> LoadedAsync(ModelFile file, CancellationToken cancellation)
    {
        _loader ??= new(book, file);
        var before = _loader.Rebuilds;
        var began = clock.GetTimestamp();
        await _loader.CatchUpAsync(cancellation);
        if (_loader.Rebuilds > before) LogRebuilt(log, clock.GetElapsedTime(began).TotalSeconds);
        return _loader;
    }

    /// <summary>After a question found the file lost; who comes second finds it replaced.</summary>
    private async Task ReplaceAsync(ModelFile? lost, DuckDBException fault, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        await InTurnAsync(async stopping =>
        {
            if (_file is { IsInMemory: false } && (lost is null || lost == _file)) await ReplaceAsync(fault);
            return await CaughtUpAsync(stopping);
        }).WaitAsync(cancellation);
    }

    /// <summary>A broken file is thrown away, once. Where the disk is full, or that did not help, the model goes on in memory: who
    /// only reads must not be kept from it (R4).</summary>
    private async Task ReplaceAsync(DuckDBException fault)
    {
        var isBroken = !_isAnew && ModelFile.IsBroken(fault);
        if (isBroken) LogBroken(log, fault, book.Place.ReadModelFile);
        else LogGivenUp(log, fault, book.Place.ReadModelFile);
        if (_loader is not null) await _loader.DisposeAsync();
        _loader = null;
        _cache = new(-1);
        _file!.Dispose();
        _file = isBroken ? ModelFile.OpenAnew(book.Place.ReadModelFile) : ModelFile.OpenInMemory();
        _isAnew |= isBroken;
    }

    [LoggerMessage(LogLevel.Information, "Another process holds {File}; this one keeps a read model in memory")]
    private static partial void LogInMemory(ILogger log, string file);

    [LoggerMessage(LogLevel.Warning, "{File} cannot be written; the read model goes on in memory until the next start")]
    private static partial void LogGivenUp(ILogger log, Exception fault, string file);

    [LoggerMessage(LogLevel.Warning, "{File} is broken; the read model is built anew")]
    private static partial void LogBroken(ILogger log, Exception fault, string file);

    [LoggerMessage(LogLevel.Information, "The read model was rebuilt in {Seconds:0.0} s")]
    private static partial void LogRebuilt(ILogger log, double seconds);
}
