using Microsoft.AspNetCore.Mvc;
using OrderLedger.App.Import;
using OrderLedger.App.Import.Reading;
using OrderLedger.Domain;
using OrderLedger.Web.Hosting;

namespace OrderLedger.Web.Api;

/// <summary>Workbooks in: a preview first, then the same file again by its id.</summary>
internal static class ImportsApi
{
    /// <param name="Id">For the commit; kept for an hour.</param>
    public sealed record Preview(string Id, ImportResult Result);

    public static void MapImports(this RouteGroupBuilder api)
    {
        var imports = api.MapGroup("/imports").WithTags("imports");
        // The origin guard has seen that a form of this kind is our own; programs have no antiforgery token.
        imports.MapPost("/", SendAsync).WithName("previewImport").Produces<Preview>().DisableAntiforgery()
            .WithMetadata(new RequestSizeLimitAttribute(Uploads.BytesMax));
        imports.MapPost("/{id}/commit", CommitAsync).WithName("commitImport").Produces<ImportResult>();
    }

    /// <summary>Beside the file the form may say <c>sheet</c>, <c>key</c>, <c>overwrite</c> (<c>true</c>: the file wins) and, several
    /// times, <c>map</c>: FIELD=HEADER.</summary>
    private static async Task<IResult> SendAsync(HttpContext http, IFormFile file, Uploads uploads, ImportWorkbook verb)
    {
        var form = http.Request.Form;
        var options = ImportWords.Options(form["sheet"], [.. form["map"].OfType<string>()], form["key"], form["overwrite"] == "true");
        if (!options.Accepted) return Problems.From(http, options.Refusal);
        await using var content = file.OpenReadStream();
        var kept = await uploads.KeepAsync(http.Actor(), content, file.FileName, http.RequestAborted);
        if (!kept.Accepted) return Problems.From(http, kept.Refusal);

        var preview = await WithAsync(kept.Value, workbook =>
            verb.PreviewAsync(http.Actor(), workbook, options.Value, http.RequestAborted));
        if (preview.Accepted) return TypedResults.Ok(new Preview(kept.Value.Id, preview.Value));
        uploads.Drop(kept.Value);
        return Problems.From(http, preview.Refusal);
    }

    /// <summary>How the file is to be read; the same words as in the preview.</summary>
    /// <param name="Only">Order numbers that come in; null: all.</param>
    /// <param name="Except">Order numbers that do not.</param>
    /// <param name="Overwritten">Order numbers of which the file wins although people have changed the book since.</param>
    public sealed record CommitInput(string? Sheet = null, string[]? Map = null, string? Key = null,
        bool Overwrite = false, string[]? Only = null, string[]? Except = null, string[]? Overwritten = null);

    private static async Task<IResult> CommitAsync(string id, Call<CommitInput> call, Uploads uploads, ImportWorkbook verb)
    {
        var options = ImportWords.Options(call.Input.Sheet, call.Input.Map, call.Input.Key, call.Input.Overwrite,
            new ImportChoice(call.Input.Only, call.Input.Except, call.Input.Overwritten));
        if (!options.Accepted) return Problems.From(call.Http, options.Refusal);
        var kept = uploads.Find(call.Actor, id);
        if (!kept.Accepted) return Problems.From(call.Http, kept.Refusal);

        var done = await WithAsync(kept.Value, workbook =>
            verb.RunAsync(call.Actor, workbook, options.Value, progress: null, call.Cancellation, call.Once));
        if (!done.Accepted) return Problems.From(call.Http, done.Refusal);
        // Who sent a key may ask again, and then needs the file once more; age takes it.
        if (call.Once is null) uploads.Drop(kept.Value);
        else uploads.Done(kept.Value);
        return TypedResults.Ok(done.Value);
    }

    private static async Task<Outcome<ImportResult>> WithAsync(
        Uploads.Upload upload, Func<Workbook, Task<Outcome<ImportResult>>> run)
    {
        await using var file = File.OpenRead(upload.Path);
        var opened = WorkbookReader.Open(file, upload.Name);
        if (!opened.Accepted) return opened.Refusal;
        using var workbook = opened.Value;
        return await run(workbook);
    }
}

/// <summary>The options of an import as they are written at a command line and in a form.</summary>
internal static class ImportWords
{
    public static Outcome<ImportOptions> Options(string? sheet, IReadOnlyList<string>? map, string? key, bool overwrite,
        ImportChoice? choice = null)
    {
        ImportKey? kind = key switch
        {
            null or "" or "number" => ImportKey.Number,
            "number+customer" => ImportKey.NumberAndCustomer,
            "number+customer+date" => ImportKey.NumberCustomerAndDate,
            _ => null,
        };
        if (kind is not { } known) return Refusal.Invalid("import.key-unknown", key!).At("Key");
        var fields = new Dictionary<ImportField, string>();
        foreach (var pair in map ?? [])
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            if (at < 1 || !Enum.TryParse<ImportField>(pair[..at], ignoreCase: true, out var field) || !Enum.IsDefined(field))
                return Refusal.Invalid("import.map-unknown", pair, string.Join(", ", Enum.GetNames<ImportField>())).At("Map");
            fields[field] = pair[(at + 1)..];
        }
        return new ImportOptions(string.IsNullOrWhiteSpace(sheet) ? null : sheet, fields.Count == 0 ? null : fields, known, overwrite, choice);
    }
}
