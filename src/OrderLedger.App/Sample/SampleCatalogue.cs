using System.Globalization;

namespace OrderLedger.App.Sample;

/// <summary>What the invented firm sells: twelve categories whose articles, makes and sizes combine to
/// products.</summary>
/// <param name="Prefix">Begins the 编码.</param>
/// <param name="MadeShare">Made to order; the rest is kept in stock.</param>
internal sealed record SampleCategory(
    string Prefix, string Name, double MadeShare, SampleArticle[] Articles, string[] Makes, string[] Sizes)
{
    public int Combinations => Articles.Length * Makes.Length * Sizes.Length;
}

/// <param name="Price">The middle price of a unit, in yuan.</param>
internal sealed record SampleArticle(string Name, string Unit, double Price);

internal static class SampleCatalogue
{
    // An article is written name/unit/price.
    public static readonly IReadOnlyList<SampleCategory> Categories =
    [
        New("JG", "机械零件", .55,
            "法兰/件/42 联轴器/套/95 齿轮/件/68 皮带轮/件/55 轴套/件/12 支架/件/26 端盖/件/18 滚轮/个/15 导轨座/件/78 链轮/件/48",
            "45钢 304不锈钢 铸铁 铝合金 黄铜 尼龙", "Φ20 Φ35 Φ50 Φ80 Φ120 M12 M20 60×40 100×80 DN25 DN50"),
        New("JX", "紧固件", .10,
            "六角螺栓/个/0.8 内六角螺钉/个/0.5 螺母/个/0.2 平垫圈/个/0.08 弹垫/个/0.1 膨胀螺栓/套/1.6 自攻螺钉/kg/14 双头螺柱/支/4.5 卡簧/个/0.3 铆钉/盒/26",
            "8.8级 10.9级 镀锌 304 发黑 达克罗", "M4 M5 M6 M8 M10 M12 M16 M20 M24"),
        New("BZ", "包装材料", .45,
            "瓦楞纸箱/个/4.2 气泡袋/只/0.35 缠绕膜/卷/28 封箱胶带/卷/3.2 珍珠棉/米/2.4 手提袋/个/1.3 彩盒/个/1.8 护角/个/0.6 打包带/卷/75 标签纸/卷/16",
            "标准 加厚 环保 印刷 防静电 防潮", "S号 M号 L号 XL号 1# 2# 3# 5# 8#"),
        New("SP", "食品配料", .15,
            "麦芽糊精/kg/6.5 柠檬酸/kg/7.2 果葡糖浆/kg/3.8 食用淀粉/kg/5.4 酵母抽提物/kg/48 "
                + "乳清粉/kg/22 可可粉/kg/65 复配乳化剂/kg/36 卡拉胶/kg/88 辣椒红/kg/140",
            "食品级 优级 速溶 非转基因 低糖", "1kg装 5kg装 10kg装 20kg装 25kg装"),
        New("ZM", "照明灯具", .35,
            "LED筒灯/只/22 面板灯/只/58 投光灯/只/96 线条灯/条/74 工矿灯/只/135 路灯头/只/240 轨道射灯/只/46 球泡灯/只/5.5 应急灯/只/39 吸顶灯/只/68",
            "3000K 4000K 6500K 三色变光 防水 可调光", "5W 9W 12W 18W 24W 36W 50W 100W 150W"),
        New("FZ", "纺织面料", .40,
            "涤棉府绸/米/9.5 锦纶塔丝隆/米/12 摇粒绒/米/18 牛津布/米/11 针织汗布/kg/46 色织格布/米/16 遮光布/米/21 无纺布/米/2.6 网眼布/米/8.8 帆布/米/19",
            "本白 藏青 浅灰 军绿 米驼 印花", "75g 110g 160g 210g 280g 150cm 180cm"),
        New("YL", "医用耗材", .20,
            "一次性手套/盒/19 医用口罩/盒/12 检查垫单/包/15 采样管/盒/58 压舌板/盒/9 敷贴/盒/32 输液贴/盒/11 棉签/包/3.5 防护服/套/42 纱布块/包/4.2",
            "灭菌 非灭菌 无粉 独立装 加厚", "小号 中号 大号 20片装 50片装 100片装"),
        New("YJ", "渔具", .25,
            "碳素鱼竿/支/168 纺车轮/个/128 路亚饵/个/9.5 鱼线/卷/16 浮漂/支/12 抄网/个/45 钓箱/个/260 鱼护/个/38 竿架/支/55 仕挂线组/套/6.5",
            "入门款 专业款 轻量款 远投款 矶钓款 海钓款", "1号 1.5号 2号 3号 4号 5号 6号 8号"),
        New("DQ", "低压电器", .20,
            "塑壳断路器/台/210 交流接触器/个/65 热继电器/个/48 开关电源/台/88 接线端子/个/1.6 按钮开关/个/8.5 接近开关/个/36 变频器/台/960 温控器/个/115 配电箱/台/380",
            "单相 三相 导轨式 防爆 经济型 加强型", "10A 16A 32A 63A 100A 160A 250A"),
        New("SL", "塑胶制品", .60,
            "注塑外壳/件/6.8 密封圈/个/0.45 旋钮/个/0.9 收纳盒/个/7.5 周转箱/个/36 线槽/米/5.2 齿条/件/3.8 瓶盖/个/0.18 支撑柱/个/0.6 挡板/件/4.4",
            "ABS PP PA66 PC 硅胶 POM", "Φ18 Φ32 Φ48 60×40 120×80 300×200 40# 65#"),
        New("FM", "阀门管件", .30,
            "球阀/个/65 闸阀/个/145 止回阀/个/88 蝶阀/个/130 电磁阀/个/175 弯头/件/9.5 三通/件/14 异径管/件/12 活接/件/16 过滤器/套/98",
            "304 316L 铸钢 黄铜 PVC 碳钢", "DN15 DN20 DN25 DN40 DN50 DN80 DN100 DN150"),
        New("YC", "金属原料", .05,
            "冷轧卷板/吨/4300 热轧中板/吨/3900 镀锌卷/吨/4800 角钢/吨/3800 槽钢/吨/3850 方管/吨/4200 圆钢/吨/4000 "
                + "不锈钢板/吨/14500 铝型材/kg/24 紫铜带/kg/72",
            "Q235 Q355 SPCC 304 6061 T2", "1.0mm 2.0mm 3.0mm 5.0mm 8.0mm 12mm 40×40 60×60"),
    ];

    private static SampleCategory New(
        string prefix, string name, double madeShare, string articles, string makes, string sizes) =>
        new(prefix, name, madeShare, [.. articles.Split(' ').Select(Article)], makes.Split(' '), sizes.Split(' '));

    private static SampleArticle Article(string text)
    {
        var parts = text.Split('/');
        return new(parts[0], parts[1], double.Parse(parts[2], CultureInfo.InvariantCulture));
    }
}
