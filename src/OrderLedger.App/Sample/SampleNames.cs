using System.Globalization;
using OrderLedger.Domain;
using OrderLedger.Domain.Customers;

namespace OrderLedger.App.Sample;

/// <summary>Invented firms and people. Numbers and addresses of mail belong to nobody: an unassigned region, reserved
/// domains.</summary>
internal static class SampleNames
{
    // Sixty cities in four of every five provinces' trade regions; the region is the province.
    private static readonly (string Province, string City)[] Cities =
    [
        .. Cites("浙江", "宁波 杭州 温州 台州 义乌 绍兴 嘉兴 金华"), .. Cites("江苏", "苏州 无锡 常州 南京 南通 扬州 昆山"),
        .. Cites("广东", "深圳 东莞 佛山 中山 广州 惠州 汕头 珠海"), .. Cites("山东", "青岛 济南 临沂 潍坊 烟台 威海"),
        .. Cites("福建", "厦门 泉州 福州 晋江"), .. Cites("上海", "上海 嘉定 松江"), .. Cites("河北", "沧州 保定 石家庄"),
        .. Cites("安徽", "合肥 芜湖 马鞍山"), .. Cites("湖南", "长沙 株洲"), .. Cites("湖北", "武汉 襄阳"),
        .. Cites("四川", "成都 绵阳"), .. Cites("重庆", "重庆"), .. Cites("河南", "郑州 洛阳"), .. Cites("天津", "天津"),
        .. Cites("辽宁", "大连 沈阳"), .. Cites("江西", "南昌 赣州"), .. Cites("陕西", "西安"), .. Cites("广西", "柳州 南宁"),
    ];

    private const string First = "海晟恒宏鼎瑞华泰金永盛天博创力通联信诚嘉德润丰康佳明科新宇航星锐捷腾达兴隆安顺和昌荣凯利百万";
    private const string Second = "晟源辉达峰洋升威驰特美宝业邦发隆远顺成祥茂亿林和泽凌润川铭朗翔颖迈拓卓禾沃能益格尔诺晨曦腾";

    private static readonly string[] Trades =
    [
        "机电", "五金", "包装", "照明", "纺织", "食品", "医疗器械", "渔具", "电子", "塑胶", "模具", "机械", "建材", "家居", "服饰",
        "化工", "电器", "汽配", "阀门", "轴承", "印刷", "贸易", "物资", "办公用品", "餐饮设备", "卫浴", "工艺品", "户外用品", "仪表", "自动化",
    ];

    private static readonly SampleOdds<string> Suffixes = new(("有限公司", .70), ("厂", .12), ("商行", .10), ("经营部", .08));
    private static readonly string[] Roads = ["创业路", "工业大道", "兴业路", "科技路", "振兴路", "东升路", "迎宾路", "环城北路", "港口路", "建设路"];
    private const string Surnames = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕";
    private const string Given = "伟芳娜敏静强磊洋艳勇军杰娟涛明超霞平刚桂英华玉萍红鹏飞燕丽斌宇浩凯健俊帆婷雪琳峰晨雨欣建国志";
    private static readonly string[] Domains = ["example.com", "example.net", "example.org"];

    public static readonly IReadOnlyList<string> Salespeople =
        ["陈志明", "林晓燕", "王建华", "周丽萍", "吴海峰", "郑雨欣", "徐浩宇", "沈佳琳"];

    private static long Combinations => (long)Cities.Length * First.Length * Second.Length * Trades.Length;

    private static IEnumerable<(string, string)> Cites(string province, string cities) =>
        cities.Split(' ').Select(city => (province, city));

    /// <summary>The firm of that place in the sample; distinct for the first 2.9 million, but for two in a hundred who
    /// are an earlier firm written another way, as in every real ledger.</summary>
    public static SampleFirm Firm(ulong seed, int index)
    {
        var draw = new SampleDraw(seed, SampleStream.Naming, index);
        if (index < 10 || !draw.Chance(.02)) return Plain(seed, index);

        var twin = Plain(seed, draw.Below(index));
        var name = draw.Below(3) switch
        {
            0 when twin.Name.EndsWith("有限公司", StringComparison.Ordinal) => $"{twin.Name[..^4]}公司",
            1 => $"{twin.Name}({twin.Province})",
            _ => $"{twin.Name}（{twin.Province}）",
        };
        return twin with { Name = name };
    }

    private static SampleFirm Plain(ulong seed, int index)
    {
        var draw = new SampleDraw(seed, SampleStream.Naming, ~(long)index);
        var place = SampleDraw.Shuffle(seed, index % Combinations, Combinations);
        (place, var trade) = Math.DivRem(place, Trades.Length);
        (place, var second) = Math.DivRem(place, Second.Length);
        var (city, first) = Math.DivRem(place, First.Length);
        var (province, town) = Cities[city];
        var brand = $"{First[(int)first]}{Second[(int)second]}";
        var kind = draw.Of(Suffixes);
        return new(province, town, brand, Trades[trade], $"{town}{brand}{Trades[trade]}{kind}");
    }

    public static string Person(ref SampleDraw draw)
    {
        var surname = Surnames[draw.Below(Surnames.Length)];
        return draw.Below(4) switch
        {
            0 => $"{surname}经理",
            1 => $"{surname}{Given[draw.Below(Given.Length)]}",
            _ => $"{surname}{Given[draw.Below(Given.Length)]}{Given[draw.Below(Given.Length)]}",
        };
    }

    public static string Address(SampleFirm firm, ref SampleDraw draw) =>
        $"{firm.Province}{(firm.Province == firm.City ? "" : firm.City)}{draw.Of(Roads)}{draw.Below(980) + 1}号";

    /// <summary>138000 is a block of numbers kept for examples.</summary>
    public static string Phone(ref SampleDraw draw) =>
        string.Create(CultureInfo.InvariantCulture, $"138000{draw.Below(100_000):D5}");

    public static string Mail(SampleFirm firm, int index, ref SampleDraw draw) =>
        string.Create(CultureInfo.InvariantCulture, $"{Pinyin.Initials(firm.Brand)}{index + 1}@{draw.Of(Domains)}");

    /// <summary>Region 990000 is assigned to nobody; both check characters (GB 11714, GB 32100) are right.</summary>
    public static string TaxNumber(ref SampleDraw draw)
    {
        ReadOnlySpan<int> weights = [3, 7, 9, 10, 5, 8, 4, 2];
        var body = draw.Below(100_000_000);
        var (rest, sum) = (body, 0);
        for (var i = 7; i >= 0; i--, rest /= 10) sum += rest % 10 * weights[i];
        var check = (11 - (sum % 11)) switch { 10 => 'X', 11 => '0', var digit => (char)('0' + digit) };
        var first17 = string.Create(CultureInfo.InvariantCulture, $"91990000{body:D8}{check}");
        return first17 + CreditCode.CheckCharacter(first17);
    }
}

/// <summary>The parts of a firm's name: 宁波 + 海晟 + 机电 + 有限公司.</summary>
internal sealed record SampleFirm(string Province, string City, string Brand, string Trade, string Name)
{
    public string ShortName => Brand + Trade;
}
