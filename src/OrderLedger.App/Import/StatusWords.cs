using System.Collections.Frozen;
using OrderLedger.Domain;
using OrderLedger.Domain.Orders;

namespace OrderLedger.App.Import;

/// <summary>The words people write into a status column; an unknown word is asked about, never guessed.</summary>
internal static class StatusWords
{
    private static readonly FrozenDictionary<string, OrderStatus> Words = Of(
        (OrderStatus.Draft, "草稿 未确认 draft"),
        (OrderStatus.Confirmed, "订单确认 已确认 确认 已下单 待生产 未发货 未发出 未发 待处理 new confirmed open processing pending"),
        (OrderStatus.InProduction, "生产中 在产 制作中 加工中 进行中 in-production"),
        (OrderStatus.ReadyToShip, "待发货 待发 已完工 已入库 备货中 ready"),
        (OrderStatus.Shipped, "已发货 已发 发出 已发出 已出货 已出库 运输中 shipped"),
        (OrderStatus.Received, "已收货 已签收 签收 已送达 已交货 已交付 delivered received"),
        (OrderStatus.Paid, "已付款 已收清 已结清 已完成 完成 已收款 已付清 completed complete closed paid"),
        (OrderStatus.Cancelled, "已取消 取消 作废 已作废 cancelled canceled void"));

    public static OrderStatus? Find(string word) =>
        Words.TryGetValue(TextFolding.Key(word).Replace(" ", "-", StringComparison.Ordinal), out var status) ? status : null;

    private static FrozenDictionary<string, OrderStatus> Of(params (OrderStatus Status, string Words)[] table) => table
        .SelectMany(static row => row.Words.Split(' ').Select(word => KeyValuePair.Create(word, row.Status)))
        .ToFrozenDictionary(StringComparer.Ordinal);
}
