using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using OrderLedger.App.Export;
using OrderLedger.App.Products;
using OrderLedger.App.ReadModel;
using OrderLedger.App.ReadModel.Columns;
using OrderLedger.App.ReadModel.Queries;
using OrderLedger.App.Reports;
using OrderLedger.Domain;
using OrderLedger.Web.Hosting;

namespace OrderLedger.Web.Api;

/// <summary>Many orders: windows of the ledger, search, counts, reports and exports.</summary>
internal static class LedgerApi
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const string Csv = "text/csv; charset=utf-8";

    public static void MapLedger(this RouteGroupBuilder api)
    {
        var ledger = api.MapGroup("/").WithTags("ledger");
        ledger.MapGet("/ledger", Window).WithName("readLedger");
        ledger.MapGet("/ledger/counts", Counts).WithName("countLedger").Produces<IReadOnlyDictionary<string, long>>();
        ledger.MapGet("/search", SearchFor).WithName("search");
        ledger.MapGet("/reports/{name}", ReportOf).WithName("readReport");
        ledger.MapGet("/exports/ledger.xlsx", (HttpContext http, ExportLedger verb, [AsParameters] LedgerWindow window) =>
            Export(http, verb, window, Xlsx)).WithName("exportLedgerXlsx").Produces(StatusCodes.Status200OK, contentType: Xlsx);
        ledger.MapGet("/exports/ledger.csv", (HttpContext http, ExportLedger verb, [AsParameters] LedgerWindow window) =>
            Export(http, verb, window, Csv)).WithName("exportLedgerCsv")
                .Produces(StatusCodes.Status200OK, contentType: "text/csv");
    }

    private static async Task<IResult> Window(HttpContext http, LedgerReadModel model, [AsParameters] LedgerWindow window)
    {
        var query = window.Query();
        if (!query.Accepted) return Problems.From(http, query.Refusal);
        var page = await model.QueryAsync(query.Value, http.Actor(), http.RequestAborted);
        return page.Accepted ? new JsonText(page.Value.Write) : Problems.From(http, page.Refusal);
    }

    private static async Task<IResult> Counts(HttpContext http, LedgerReadModel model) =>
        TypedResults.Ok(await model.CountsAsync(http.Actor(), http.RequestAborted));

    private static async Task<IResult> SearchFor(
        HttpContext http, LedgerReadModel model, ProductQueries products, [AsParameters] Slice slice)
    {
        if (slice.Check() is { } refusal) return Problems.From(http, refusal);
        var (q, limit) = (slice.Q?.Trim() ?? "", slice.Limit ?? 20);
        var found = await model.SearchAsync(q, http.Actor(), limit, http.RequestAborted);
        var goods = q.Length == 0 ? [] : (await products.ListAsync(http.Actor(), q, 0, limit, http.RequestAborted)).Rows;
        return new JsonText(json =>
        {
            json.WriteStartObject();
            json.WritePropertyName("orders");
            found.Orders.Write(json);
            json.WritePropertyName("customers");
            JsonSerializer.Serialize(json, found.Customers, App.Json.LedgerJson.Options);
            json.WritePropertyName("products");
            JsonSerializer.Serialize(json, goods.Select(static p => new ProductHit(p.Id, p.Sku, p.Name, p.Spec, p.Unit)), App.Json.LedgerJson.Options);
            json.WriteEndObject();
        });
    }

    private static async Task<IResult> ReportOf(
        string name, HttpContext http, LedgerReports reports, [AsParameters] ReportWindow window)
    {
        var query = window.Query();
        if (!query.Accepted) return Problems.From(http, query.Refusal);
        var report = await reports.RunAsync(name, query.Value, http.Actor(), http.RequestAborted);
        return report.Accepted ? new JsonText(report.Value.Write) : Problems.From(http, report.Refusal);
    }

    private static async Task<IResult> Export(HttpContext http, ExportLedger verb, LedgerWindow window, string kind)
    {
        var query = window.Query();
        if (!query.Accepted) return Problems.From(http, query.Refusal);
        http.Response.ContentType = kind;
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"ledger.{(kind == Csv ? "csv" : "xlsx")}\"";
        // Packing writes in small synchronous steps; the buffers between it and the socket are asynchronous.
        http.Features.GetRequiredFeature<IHttpBodyControlFeature>().AllowSynchronousIO = true;
        var exported = await verb.RunAsync(http.Actor(), query.Value, http.Response.Body, kind == Csv,
            ExportWords.Title, ExportWords.Word, ExportWords.Total, http.RequestAborted);
        if (exported.Accepted) return Results.Empty;
        http.Response.Headers.ContentDisposition = default;
        return Problems.From(http, exported.Refusal);
    }
}

/// <summary>A product that a search found.</summary>
public sealed record ProductHit(long Id, string? Sku, string Name, string? Spec, string? Unit);

/// <summary>Columns and words of an export in the reader's language.</summary>
internal static class ExportWords
{
    private static readonly Texts Texts = new();

    public static string Total => Texts["common.total"];

    public static string Title(LedgerColumn column) => Of($"field.{column.Name}", column.Label);

    public static string Word(LedgerColumn column, string name) => Of(
        $"{column.Name}.{char.ToUpperInvariant(name[0])}{name[1..]}",
        column.Words.FirstOrDefault(w => w.Name == name)?.Label ?? name);

    private static string Of(string key, string otherwise) => Texts.Has(key) ? Texts[key] : otherwise;
}

/// <summary>A question to the ledger, as its address says it.</summary>
/// <param name="Rows">orders or lines.</param>
/// <param name="Columns">Names with commas between.</param>
/// <param name="Marks">Filters; each row is told the place of the first that picks it.</param>
public sealed record LedgerWindow(
    string? Rows, string? Q, string? Filter, string? Sort, long? Offset, int? Limit, string? Columns, bool? Totals,
    string[]? Marks = null)
{
    internal Outcome<LedgerQuery> Query()
    {
        LedgerRows? rows = Rows switch { null or "" or "orders" => LedgerRows.Orders, "lines" => LedgerRows.Lines, _ => null };
        return rows is not { } known ? Refusal.Invalid("ledger.rows-unknown", Rows!).At(nameof(Rows)) : new LedgerQuery
        {
            Rows = known, Q = Q, Filter = Filter, Sort = Sort, Offset = Offset ?? 0, Limit = Limit ?? 100,
            Totals = Totals ?? false, Marks = Marks ?? [],
            Columns = Columns?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [],
        };
    }
}

/// <summary>A question to a report, as its address says it.</summary>
/// <param name="By">month, week or day.</param>
public sealed record ReportWindow(
    string? Filter, DateOnly? From, DateOnly? To, string? By, int? Limit, string? Row, string? Column, string? Measure)
{
    internal Outcome<ReportQuery> Query()
    {
        ReportPeriod? period = By switch
        {
            null or "" or "month" => ReportPeriod.Month,
            "week" => ReportPeriod.Week,
            "day" => ReportPeriod.Day,
            _ => null,
        };
        return period is not { } known ? Refusal.Invalid("report.period-unknown", By!).At(nameof(By))
            : new ReportQuery(Filter, From, To, known, Limit ?? 50) { Row = Row, Column = Column, Measure = Measure };
    }
}
