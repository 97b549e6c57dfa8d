using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrderLedger.Web.Ui.Shared;

/// <summary>A chart as js/charts.js reads it; the figure's table is made from the same values.</summary>
/// <param name="Kind"><c>columns</c>, <c>stacked</c>, <c>bars</c> (sideways), <c>lines</c> or <c>pie</c>.</param>
/// <param name="Format"><c>money</c> (whole currency units), <c>count</c> or <c>percent</c> (0–100).</param>
public sealed record ChartModel(string Kind, string Format, IReadOnlyList<string> Categories, IReadOnlyList<ChartSeries> Series)
{
    private static readonly JsonSerializerOptions Wire = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    };

    /// <summary>The format of series on the second axis.</summary>
    public string? SecondFormat { get; init; }

    /// <summary>Where a click on a category leads, one per category.</summary>
    public IReadOnlyList<string?>? Links { get; init; }

    /// <summary>A colour token per category, for example <c>s-shipped-d</c>.</summary>
    public IReadOnlyList<string?>? Tones { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, Wire);

    public string FormatOf(ChartSeries series) => series.Second ? SecondFormat ?? Format : Format;
}

/// <param name="Values">One per category; null is a gap.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<decimal?> Values)
{
    /// <summary><c>bar</c> or <c>line</c>; null follows the kind of the chart.</summary>
    public string? Type { get; init; }

    /// <summary>Measured on the right axis.</summary>
    public bool Second { get; init; }

    /// <summary>Not yet true: drawn as an outline.</summary>
    public bool Forecast { get; init; }

    public string? Tone { get; init; }
}
