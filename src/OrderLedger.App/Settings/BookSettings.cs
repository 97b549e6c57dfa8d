using System.Text.Json;
using System.Text.Json.Serialization;
using OrderLedger.Domain;
using OrderLedger.Domain.Customers;
using OrderLedger.Domain.Orders;
using OrderLedger.Domain.Payments;

namespace OrderLedger.App.Settings;

/// <summary>The book's settings: data, not code. Missing keys have the values of a new book.</summary>
public sealed record BookSettings
{
    public static readonly BookSettings Default = new();

    public CompanySettings Company { get; init; } = new("", "Asia/Shanghai", Order.DefaultCurrency, 1_300);
    public NumberRule OrderNumbers { get; init; } = NumberRule.Default;
    public NumberRule ShipmentNumbers { get; init; } = NumberRule.DefaultShipment;
    public IReadOnlyList<ClassRule> ClassRules { get; init; } = ClassRule.Default;
    public IReadOnlyList<string> PaymentMethods { get; init; } =
        ["银行转账", "现金", "微信", "支付宝", "信用卡", "承兑汇票", "支票", "月结", "其他"];
    public IReadOnlyList<string> Carriers { get; init; } =
        ["物流专线", "顺丰速运", "德邦快递", "跨越速运", "京东物流", "中通快递", "圆通速递", "韵达快递", "自送", "自提"];
    public IReadOnlyList<NamedTerms> Terms { get; init; } =
    [
        new("货到付款", "100@sign"), new("款到发货", "100@ready"), new("月结30天", "100@sign/31+30"),
        new("月结60天", "100@sign/31+60"), new("月结90天", "100@sign/31+90"), new("定金30%，发货前付清", "30@confirm;70@ready"),
        new("30/40/30", "30@confirm;40@ready;30@sign+30"), new("30/60/10 质保金", "30@confirm;60@ship;10@sign+365"),
    ];
    public IReadOnlyList<int> TaxRatesBp { get; init; } = [1_300, 900, 600, 300, 100, 0];

    /// <summary>The book's zone; business dates are dates in it.</summary>
    [JsonIgnore]
    public TimeZoneInfo Zone => TimeZoneInfo.TryFindSystemTimeZoneById(Company.TimeZone, out var known) ? known
        : Company.TimeZone == China.Id ? China : throw new TimeZoneNotFoundException(Company.TimeZone);

    /// <summary>Hosts without zone data still know the hour: China has had no summer time since 1992.</summary>
    private static readonly TimeZoneInfo China =
        TimeZoneInfo.CreateCustomTimeZone("Asia/Shanghai", TimeSpan.FromHours(8), "China", "China");

    public DateOnly ToDate(DateTime utc) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(utc, Zone));

    /// <summary>The name people know the notation by, or the notation.</summary>
    public string TermsName(string notation) => Terms.FirstOrDefault(t => t.Notation == notation)?.Name
        ?? (notation.Length == 0 ? PaymentTerms.OnReceipt.ToString() : notation);

    public Refusal? Check()
    {
        if (Company.TimeZone != China.Id && !TimeZoneInfo.TryFindSystemTimeZoneById(Company.TimeZone, out _))
            return Refusal.Invalid("settings.time-zone-unknown", Company.TimeZone).At("Company.TimeZone");
        if (string.IsNullOrWhiteSpace(Company.Currency)) return Refusal.Invalid("settings.currency-missing").At("Company.Currency");
        if ((OrderNumbers.Check() ?? ShipmentNumbers.Check()) is { } rule) return rule;
        if (PaymentMethods.Count == 0) return Refusal.Invalid("settings.list-empty", nameof(PaymentMethods));
        return Terms.Select(static terms => PaymentTerms.Parse(terms.Notation).Refusal).FirstOrDefault(static r => r is not null);
    }

    /// <summary>Key → JSON, one setting per property.</summary>
    public IReadOnlyDictionary<string, string> ToRows() => JsonSerializer.SerializeToElement(this, Json)
        .EnumerateObject().ToDictionary(static p => p.Name, static p => p.Value.GetRawText(), StringComparer.Ordinal);

    public static BookSettings FromRows(IEnumerable<Setting> rows)
    {
        var body = string.Join(',', rows.Select(static row => $"{JsonSerializer.Serialize(row.Key)}:{row.Value}"));
        return JsonSerializer.Deserialize<BookSettings>($"{{{body}}}", Json) ?? Default;
    }

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter() },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}

/// <param name="TimeZone">IANA name.</param>
/// <param name="TaxRateBp">The usual tax rate, for lines whose product has none.</param>
public sealed record CompanySettings(string Name, string TimeZone, string Currency, int TaxRateBp);

/// <summary>Payment terms under the name people use.</summary>
public sealed record NamedTerms(string Name, string Notation);
