using OrderLedger.App.Access;
using OrderLedger.Domain;
using Of = OrderLedger.App.ReadModel.Columns.ColumnKind;

namespace OrderLedger.App.ReadModel.Columns;

/// <summary>The catalogue of columns. A column one may not see does not exist for that reader (I36).</summary>
public static class LedgerColumns
{
    private const string Running = "status BETWEEN 1 AND 3";
    private const string Living = "status BETWEEN 1 AND 6";

    public static readonly IReadOnlyList<LedgerColumn> All =
    [
        Both("number", "订单编号", Of.Text, "number", "订单号", "编号") with { SortKey = "k_number" },
        Both("orderDate", "下单日期", Of.Date, "order_date", "日期"),
        Both("dueDate", "交货日期", Of.Date, "due_date", "交期"),
        Both("customer", "客户", Of.Text, "customer", "客户名称", "customerName") with { SortKey = "k_customer" },
        Far("customerCode", "客户编码", Of.Text, "customer_code") with { SortKey = "k_customer_code" },
        Far("customerShort", "客户简称", Of.Text, "customer_short", "简称") with { SortKey = "k_customer_short" },
        Both("class", "客户分类", Of.Text, "class", "分类", "customerClass") with { SortKey = "k_class" },
        Both("region", "地区", Of.Text, "region") with { SortKey = "k_region" },
        Both("salesperson", "业务员", Of.Text, "salesperson", "owner") with { SortKey = "k_salesperson" },
        Both("status", "状态", Of.Word, "status", "订单状态") with { Words = LedgerWords.Status },
        Both("shipping", "发货", Of.Word, "shipping", "发货状态") with { Words = LedgerWords.Shipping },
        Both("payment", "收款", Of.Word, "payment", "收款状态", "付款状态")
            with { Words = LedgerWords.Payment, Sensitivity = Sensitivity.Price },
        Both("overdue", "逾期", Of.YesNo, "(due_date < $today AND status < 4)", "已逾期"),
        Both("paymentOverdue", "收款逾期", Of.YesNo, "(payment_due < $today AND outstanding > 0)") with { Sensitivity = Sensitivity.Price },
        Both("onHold", "暂停", Of.YesNo, "((flags & 1) <> 0)"),
        Both("shortfall", "短少", Of.YesNo, "((flags & 2) <> 0)"),
        Both("refundDue", "待退款", Of.YesNo, "((flags & 4) <> 0)") with { Sensitivity = Sensitivity.Price },
        Both("overCredit", "信用超限", Of.YesNo, "((flags & 8) <> 0)") with { Sensitivity = Sensitivity.Price },
        Both("exception", "异常", Of.YesNo, "(flags <> 0 OR (due_date < $today AND status < 4))") with
        {
            // Without what is owed back, credit and the condition of shipping: those flags tell about money.
            SqlWithoutPrices = "((flags & 3) <> 0 OR (due_date < $today AND status < 4))",
        },
        Orders("total", "总金额", Of.Money, "total", "订单金额") with { LineSql = "total", Sensitivity = Sensitivity.Price },
        Lines("amount", "金额", Of.Money, "amount") with { Sensitivity = Sensitivity.Price },
        Summed("net", "不含税金额", Of.Money, "net", "line_net") with { Sensitivity = Sensitivity.Price },
        Summed("tax", "税额", Of.Money, "tax", "(amount - line_net)")
            with { Sensitivity = Sensitivity.Price, LineSum = "(sum(amount) - sum(line_net))" },
        Orders("receivable", "应收", Of.Money, "receivable") with { LineSql = "receivable", IsFar = true, Sensitivity = Sensitivity.Price },
        Orders("received", "已收", Of.Money, "received", "已收款") with { LineSql = "received", IsFar = true, Sensitivity = Sensitivity.Price },
        Orders("outstanding", "未收", Of.Money, "outstanding", "未收款", "欠款") with { LineSql = "outstanding", Sensitivity = Sensitivity.Price },
        Far("paid", "收款比例", Of.Percent, "paid_bp", "付款比例") with { Sensitivity = Sensitivity.Price },
        Summed("cost", "成本", Of.Money, "cost", "line_cost") with { Sensitivity = Sensitivity.Cost },
        Summed("profit", "毛利", Of.Money, "profit", "line_profit") with { Sensitivity = Sensitivity.Cost },
        Summed("quantity", "数量", Of.Quantity, "total_quantity", "quantity"),
        Both("product", "产品", Of.Text, "product", "产品名称") with { SortKey = "k_product", IsAskedOfLines = true },
        new("lines", "明细数", Of.Number) { OrderSql = "line_count", LineSql = "line_count", IsFar = true },
        new("position", "行号", Of.Number) { LineSql = "position" },
        new("sku", "产品编码", Of.Text) { LineSql = "sku", SortKey = "k_sku" },
        new("spec", "规格型号", Of.Text) { LineSql = "spec", Aliases = ["规格"] },
        new("unit", "单位", Of.Text) { LineSql = "unit" },
        new("category", "类别", Of.Text) { LineSql = "category", SortKey = "k_category", Aliases = ["产品类别"] },
        new("kind", "性质", Of.Word) { LineSql = "kind", Words = LedgerWords.Kind },
        new("unitPrice", "单价", Of.Price) { LineSql = "unit_price", Sensitivity = Sensitivity.Price },
        new("discount", "折扣", Of.Percent) { LineSql = "discount_bp", Sensitivity = Sensitivity.Price },
        new("taxRate", "税率", Of.Percent) { LineSql = "tax_rate_bp", Sensitivity = Sensitivity.Price },
        new("unitCost", "单位成本", Of.Price) { LineSql = "unit_cost", Sensitivity = Sensitivity.Cost },
        new("lineDueDate", "明细交期", Of.Date) { LineSql = "line_due" },
        Lines("cancelledQuantity", "取消数量", Of.Quantity, "cancelled"),
        Lines("made", "已完工", Of.Quantity, "made"),
        Lines("shipped", "已发数量", Of.Quantity, "shipped"),
        Lines("signed", "已签数量", Of.Quantity, "signed"),
        OfRunning("toMake", "待完工", "is_made = 1 AND kind = 0", "quantity - cancelled - greatest(made, shipped)"),
        OfRunning("toShip", "待发数量", "kind = 0", "quantity - cancelled - shipped"),
        OfRunning("shippable", "可发数量", "kind = 0", "least(made, quantity - cancelled) - shipped"),
        // Services are not made and do not leave: they may be done after the goods have gone, and after all is paid.
        OfLiving("toServe", "待服务", "kind = 1", "quantity - cancelled - made"),
        new("started", "已投产", Of.YesNo) { LineSql = "(is_started = 1)" },
        new("lineRemark", "明细备注", Of.Text) { LineSql = "line_remark" },
        Far("paymentMethod", "付款方式", Of.Text, "payment_method")
            with { SortKey = "k_payment_method", Sensitivity = Sensitivity.Price },
        Far("terms", "付款条件", Of.Text, "terms", "结算方式") with { Sensitivity = Sensitivity.Price },
        Both("paymentDue", "应收日期", Of.Date, "payment_due", "收款到期日") with { Sensitivity = Sensitivity.Price },
        Far("currency", "币种", Of.Text, "currency") with { Sensitivity = Sensitivity.Price },
        Far("carrier", "物流公司", Of.Text, "carrier", "物流") with { SortKey = "k_carrier" },
        Far("trackingNumber", "运单号", Of.Text, "tracking", "快递单号"),
        Far("lastShippedAt", "最近发货时间", Of.Instant, "last_ship_at", "发货时间"),
        Both("confirmedAt", "确认时间", Of.Instant, "confirmed_at"),
        Far("startedAt", "投产时间", Of.Instant, "started_at"),
        Far("readyAt", "备妥时间", Of.Instant, "ready_at"),
        Far("shippedAt", "发齐时间", Of.Instant, "shipped_at"),
        Far("receivedAt", "收货时间", Of.Instant, "received_at", "签收时间"),
        Far("settledAt", "付清时间", Of.Instant, "settled_at") with { Sensitivity = Sensitivity.Price },
        Far("heldAt", "暂停时间", Of.Instant, "held_at"),
        Both("cancelledAt", "取消时间", Of.Instant, "cancelled_at"),
        Far("customerPo", "客户单号", Of.Text, "customer_po", "PO"),
        Far("remark", "备注", Of.Text, "remark"),
        Far("address", "收货地址", Of.Text, "address"),
        Far("source", "来源", Of.Word, "source") with { Words = LedgerWords.Source },
        Far("revision", "变更次数", Of.Number, "revision"),
        Far("version", "版本", Of.Number, "version"),
        Both("id", "订单ID", Of.Number, "order_id", "orderId"),
        Both("customerId", "客户ID", Of.Number, "customer_id"),
        new("lineId", "明细ID", Of.Number) { LineSql = "line_id" },
        new("productId", "产品ID", Of.Number) { LineSql = "product_id" },
    ];

    private static readonly Dictionary<string, LedgerColumn> ByName = All
        .SelectMany(static column => column.Aliases.Append(column.Name).Append(column.Label).Select(name => (Name: Key(name), column)))
        .ToDictionary(static pair => pair.Name, static pair => pair.column, StringComparer.Ordinal);

    /// <summary>The column of that English or Chinese name, when the reader may know of it.</summary>
    public static LedgerColumn? Find(string name, Actor actor) =>
        ByName.GetValueOrDefault(Key(name)) is { } column && IsVisible(column, actor) ? column.For(actor) : null;

    /// <summary>What the reader may see, in the order of the catalogue.</summary>
    public static IEnumerable<LedgerColumn> VisibleTo(Actor actor, LedgerRows rows) =>
        All.Where(column => column.IsFor(rows) && IsVisible(column, actor)).Select(column => column.For(actor));

    public static bool IsVisible(LedgerColumn column, Actor actor) => column.Sensitivity switch
    {
        Sensitivity.Price => actor.SeesPrices,
        // Cost without prices would still give profit away by the difference.
        Sensitivity.Cost => actor.SeesCost && actor.SeesPrices,
        _ => true,
    };

    /// <summary>A quantity that is still to be done, of lines whose order is confirmed and has not left; else nothing.</summary>
    private static LedgerColumn OfRunning(string name, string label, string condition, string quantity) =>
        Left(name, label, Running, condition, quantity);

    /// <summary>A quantity that is still to be done, of lines whose order is confirmed and not cancelled; else nothing.</summary>
    private static LedgerColumn OfLiving(string name, string label, string condition, string quantity) =>
        Left(name, label, Living, condition, quantity);

    private static LedgerColumn Left(string name, string label, string where, string condition, string quantity)
    {
        var sql = $"(CASE WHEN {where} AND {condition} THEN greatest({quantity}, 0) ELSE 0 END)";
        return Lines(name, label, Of.Quantity, sql) with { OnlyWhere = where };
    }

    private static string Key(string name) => TextFolding.Key(name);

    private static LedgerColumn Both(string name, string label, ColumnKind kind, string sql, params string[] aliases) =>
        new(name, label, kind) { OrderSql = sql, LineSql = sql, Aliases = aliases };

    private static LedgerColumn Far(string name, string label, ColumnKind kind, string sql, params string[] aliases) =>
        Both(name, label, kind, sql, aliases) with { IsFar = true };

    private static LedgerColumn Orders(string name, string label, ColumnKind kind, string sql, params string[] aliases) =>
        new(name, label, kind) { OrderSql = sql, Aliases = aliases, IsSummedByOrder = true };

    private static LedgerColumn Lines(string name, string label, ColumnKind kind, string sql) =>
        new(name, label, kind) { LineSql = sql, IsSummedByLine = true };

    private static LedgerColumn Summed(string name, string label, ColumnKind kind, string order, string line) =>
        new(name, label, kind) { OrderSql = order, LineSql = line, IsSummedByOrder = true, IsSummedByLine = true };
}
