using System.Text.Json;
using OrderLedger.Domain.Orders;
using OrderLedger.Domain.Products;

namespace OrderLedger.App.ReadModel.Columns;

/// <summary>The words of the trade behind stored numbers.</summary>
public static class LedgerWords
{
    public static readonly IReadOnlyList<Word> Status =
    [
        Of(OrderStatus.Draft, "草稿"), Of(OrderStatus.Confirmed, "订单确认", "已确认", "确认"),
        Of(OrderStatus.InProduction, "生产中"), Of(OrderStatus.ReadyToShip, "待发货"), Of(OrderStatus.Shipped, "已发货"),
        Of(OrderStatus.Received, "已收货"), Of(OrderStatus.Paid, "已付款"), Of(OrderStatus.Cancelled, "已取消", "取消"),
    ];

    public static readonly IReadOnlyList<Word> Shipping =
    [
        Of(ShippingBadge.None, "未发", "未发货"), Of(ShippingBadge.Partial, "部分发货", "部分"), Of(ShippingBadge.Shipped, "已发", "已发货"),
        Of(ShippingBadge.PartlySigned, "部分签收"), Of(ShippingBadge.Signed, "已签收"),
    ];

    public static readonly IReadOnlyList<Word> Payment =
    [
        Of(PaymentBadge.None, "未收", "未付"), Of(PaymentBadge.Deposit, "已收定金", "定金"), Of(PaymentBadge.Partial, "部分", "部分收款"),
        Of(PaymentBadge.Paid, "已付清", "付清"), Of(PaymentBadge.Over, "多收待退", "多收"),
    ];

    public static readonly IReadOnlyList<Word> Source =
    [
        Of(OrderSource.Manual, "手工"), Of(OrderSource.Import, "导入"), Of(OrderSource.Api, "接口"), Of(OrderSource.Sample, "样例"),
    ];

    public static readonly IReadOnlyList<Word> Kind =
    [
        Of(ProductKind.Goods, "实物"), Of(ProductKind.Service, "服务"), Of(ProductKind.Fee, "费用"),
    ];

    private static Word Of<T>(T value, string label, params string[] aliases)
        where T : struct, Enum => new(Convert.ToInt32(value, null), JsonNamingPolicy.CamelCase.ConvertName(value.ToString()), label, aliases);
}
