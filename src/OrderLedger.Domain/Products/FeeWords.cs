using System.Collections.Frozen;

namespace OrderLedger.Domain.Products;

/// <summary>What a line without a product is, by its text: 运费 is no goods that anybody ships.</summary>
public static class FeeWords
{
    private static readonly FrozenSet<string> Fees = Keys("运费 邮费 快递费 物流费 手续费 服务费 安装费 模具费 打样费 加急费 包装费 税费 杂费 "
        + "freight shipping postage delivery handling surcharge fee fees shipping-cost shipping-costs freight-cost delivery-cost");

    private static readonly FrozenSet<string> Services = Keys("服务 安装 安装服务 维修 维修服务 技术服务 培训 培训服务 调试 安装调试 上门服务 "
        + "service installation installation-service maintenance repair training consulting support");

    /// <summary>These end like a fee and are none.</summary>
    private static readonly FrozenSet<string> NoFees = Keys("免费 消费 浪费 自费");

    /// <summary>Goods unless the whole text says otherwise: 运费, 模具费（一次性）, shipping fee; 安装服务.</summary>
    public static ProductKind KindOf(string text)
    {
        var key = TextFolding.Key(text);
        var bracket = key.IndexOf('(', StringComparison.Ordinal);
        if (bracket > 0) key = key[..bracket].TrimEnd();
        if (Fees.Contains(key)) return ProductKind.Fee;
        if (Services.Contains(key)) return ProductKind.Service;
        var isFee = (key.EndsWith('费') && key.Length <= 8 && !NoFees.Contains(key))
            || key.EndsWith(" fee", StringComparison.Ordinal) || key.EndsWith(" charge", StringComparison.Ordinal);
        return isFee ? ProductKind.Fee : ProductKind.Goods;
    }

    private static FrozenSet<string> Keys(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(static word => TextFolding.Key(word.Replace('-', ' '))).ToFrozenSet(StringComparer.Ordinal);
}
