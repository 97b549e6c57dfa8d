using System.Collections.Frozen;

namespace OrderLedger.App.Import.Reading;

/// <summary>The headers people use, seen in real ledgers; the first of a field is its own name.</summary>
internal static class HeaderAliases
{
    private static readonly (ImportField Field, string Aliases)[] Seen =
    [
        (ImportField.OrderNumber, "订单编号 订单号 单号 单据编号 销售单号 销售订单号 订单ID 订单 合同号 合同编号 PI号 内部订单编号 业务单编号"
            + " 订单号码 销售订单 orderno ordernumber orderid order invoiceno invoicenumber invoice salesorder orderref"),
        (ImportField.CustomerPo, "客户订单号 客户PO PO号 PO 采购单号 采购订单号 客户采购单号 客户单号 贵方参考 客户参考 客户订单编号 客户合同号"
            + " pono ponumber customerpo purchaseorder customerref"),
        (ImportField.Customer, "客户 客户名称 客户名 客名 客户简称 单位名称 公司名称 购货单位 收货单位 下单客户 经销商 店铺 门店 对接平台 顾客"
            + " 购买方名称 施工单位 售达方 客户全称 客户公司 buyer customer customername client clientname company companyname soldto"),
        (ImportField.CustomerCode, "客户编码 客户编号 客户代码 客户号 客户ID customerid customercode customerno accountno"),
        (ImportField.Contact, "联系人 收货人 收件人 签约代表 客户联系人 contact contactname contactperson"),
        (ImportField.Phone, "联系电话 电话 手机 手机号 手机号码 联系方式 收货电话 固定电话 电话号码 收货人电话"
            + " 收件人电话 联系人电话 收货人手机 phone tel telephone mobile phonenumber"),
        (ImportField.Email, "邮箱 电子邮箱 电子邮件 邮件 email emailaddress"),
        (ImportField.Address, "地址 收货地址 送货地址 发货地址 详细地址 联系地址 address shipaddress shippingaddress deliveryaddress"),
        (ImportField.Salesperson, "业务员 销售员 销售 业务经理 跟单员 负责人 经办人 客户经理 店长 签约人 销售人员 业务 跟单"
            + " salesperson salesman salesrep employeeid employee owner accountmanager"),
        (ImportField.OrderDate, "下单日期 订单日期 下单时间 接单日期 订购日期 签定日期 签订日期 签约日期 销售日期 开单日期 日期 创建时间"
            + " 下单日 订货日期 接单时间 制单日期 单据日期 合同日期 orderdate invoicedate date orderedon createdat"),
        (ImportField.DueDate, "交货日期 交期 交货期 要求交期 客户交期 承诺交期 计划交期 需求交期 预计送货日期 预计发货日期 预计交货日期 总交期 纳期"
            + " 出货日期 到货日期 承诺发货时间 截止日期 要求交货日期 要求发货日期 计划发货日期 计划交货日期 交付日期 合同交期 要求到货日期 交货时间"
            + " 预计出货日期 预计交期 duedate requireddate deliverydate requesteddate promiseddate"),
        (ImportField.Product, "产品名称 产品 品名 商品名称 商品 货品名称 货物名称 物料名称 存货名称 宝贝标题 名称 生产内容 项目名称 货品 物料 物品名称"
            + " product productname description item itemname itemdescription goods"),
        (ImportField.Sku, "产品编码 物料编码 物料号 料号 品号 货号 款号 图号 条码 SKU 客户料号 厂内料号 产品编号 商品编码 商品编号 存货编码"
            + " 产品代码 产品ID 商品ID stockcode productid productcode itemcode itemno partno partnumber barcode"),
        (ImportField.Spec, "规格型号 规格 型号 尺寸 材质 颜色 产品规格 型号规格 spec specification size model"),
        (ImportField.Unit, "单位 计量单位 包装 unit uom"),
        (ImportField.Quantity, "数量 订单数量 下单数量 订购数量 采购量 件数 片数 台数 方量 成交件数 订货数量 销售数量 订单量 总数量"
            + " quantity qty orderqty orderquantity pcs"),
        (ImportField.ShippedQuantity, "已发数量 发货数量 已交数量 出库数量 已发货数量 已出货数量 出货数量 交货数量 送货数量 实发数量"
            + " shippedqty shippedquantity deliveredqty qtyshipped"),
        (ImportField.OpenQuantity, "未交数量 未发数量 欠交 欠数 未发货数量 未出货数量 欠交数量 剩余数量 未交 openqty openquantity backorder"),
        (ImportField.UnitPrice, "单价 含税单价 不含税单价 未税单价 税前单价 净价 成交价 售价 价格 结算单价 销售单价 unitprice price rate"),
        (ImportField.Amount, "金额 总金额 总价 合计 合计金额 订单金额 订单总额 价税合计 含税总价 货款 成交额 销售额 货款总计 合同金额 总额 含税金额"
            + " 销售金额 应收金额 总计 amount total totalamount totalprice subtotal ordertotal"
            + " ordervalue grandtotal lineamount linetotal sales revenue"),
        (ImportField.TaxRate, "税率 税点 taxrate vatrate vat"),
        (ImportField.Tax, "税额 税金 tax taxamount"),
        (ImportField.Discount, "折扣 优惠金额 折扣率 优惠 折扣金额 discount discountamount discountrate"),
        (ImportField.Freight, "运费 邮费 快递费 freight shippingcost shippingfee"),
        (ImportField.Currency, "币种 货币 币别 currency"),
        (ImportField.ExchangeRate, "汇率 exchangerate fxrate"),
        (ImportField.PaymentMethod, "付款方式 收款方式 支付方式 paymentmethod paidby"),
        (ImportField.PaymentTerms, "结算方式 付款条件 账期 结算条件 paymentterms terms"),
        (ImportField.Deposit, "定金 订金 预付款 首付款 预收款 定金金额 deposit downpayment prepayment"),
        (ImportField.Received, "已收金额 已收 已付 已收款 实收 收款金额 收汇金额 回款 到账 已付金额 已付款 实收金额 回款金额 已回款 到账金额"
            + " received paid amountpaid paidamount receivedamount"),
        (ImportField.Outstanding, "未收金额 未收 未付 欠款 欠款金额 应收余款 尾款 余款 剩余应收 待收金额 未收款 未付金额 未付款 应收余额 未回款"
            + " outstanding balance balancedue unpaid amountdue"),
        (ImportField.ReceivedOn, "收款日期 回款日期 收汇日期 余款日期 付款时间 付款日期 收款时间 到账日期 paymentdate paidon receiveddate"),
        (ImportField.Invoice, "发票 发票号 开票金额 开票日期 发票类型 未开票 已开票 发票号码 开票 开票状态 发票状态 taxinvoice"),
        (ImportField.Status, "状态 订单状态 进度 生产进度 单据状态 发出状态 当前状态 订单进度 发货状态 付款状态 收款状态 status orderstatus state"),
        (ImportField.ShipDate, "发货日期 出货日期 发货时间 实际发货日期 送货日期 实际送货日期 实际出货日期 实际交货日期 出库日期 发货日"
            + " shippeddate shipdate shippedon dispatchdate"),
        (ImportField.Carrier, "物流公司 快递公司 承运商 承运公司 运输方式 邮寄方式 发货方式 快递 物流 carrier shipvia shipper shippingmethod"),
        (ImportField.Tracking, "运单号 物流单号 快递单号 运单号码 运单编号 包裹号 提单号 tracking trackingno trackingnumber waybill"),
        (ImportField.Signer, "签收人 signedby signer receiver"),
        (ImportField.SignedOn, "签收日期 收货日期 签收时间 收货时间 signedon receivedon"),
        (ImportField.CustomerClass, "客户等级 客户级别 客户类型 客户分类 细分 customerclass customertype segment"),
        (ImportField.Region, "地区 大区 区域 省份 城市 国家 region country city province shipcountry shipcity shipregion market"),
        (ImportField.Category, "类别 产品类目 子类别 产品类别 商品类别 产品分类 品类 category productcategory subcategory categoryname"),
        (ImportField.Cost, "成本 成本价 进价 成本金额 cost unitcost"),
        (ImportField.Profit, "毛利 利润 利润率 毛利率 profit margin"),
        (ImportField.LineNumber, "项次 序号 行ID 行号 行项目 lineno linenumber rowid line"),
        (ImportField.Remark, "备注 说明 订单备注 客户要求 特殊要求 买家留言 remark remarks note notes comment comments memo"),
    ];

    /// <summary>Too general to trust inside a longer header: 订单类型 is no order number, 供应商名称 no product.</summary>
    private static readonly FrozenSet<string> OnlyWhole = Keys("订单 名称 日期 单位 销售 业务 合计 总计 总额 说明 发票 快递 物流"
        + " 货品 物料 商品 产品 进度 开票 已付 未付 已收 未收 回款 到账 优惠 细分 包装 颜色 尺寸 方量 城市 国家 成本 大区"
        + " order state terms model sales goods owner client employee line rate total");

    /// <summary>Every header alone, normalised.</summary>
    public static FrozenDictionary<string, ImportField> Whole { get; } = Pairs()
        .DistinctBy(static pair => pair.Alias, StringComparer.Ordinal)
        .ToFrozenDictionary(static pair => pair.Alias, static pair => pair.Field, StringComparer.Ordinal);

    /// <summary>Which alias of a field is meant most: 地区 before 城市. Lower is surer.</summary>
    public static int Rank(string key) => Ranks.GetValueOrDefault(key, int.MaxValue);

    private static FrozenDictionary<string, int> Ranks { get; } = Pairs().Index()
        .DistinctBy(static pair => pair.Item.Alias, StringComparer.Ordinal)
        .ToFrozenDictionary(static pair => pair.Item.Alias, static pair => pair.Index, StringComparer.Ordinal);

    /// <summary>Those that count inside a longer header; Latin ones only at its end, from five letters.</summary>
    public static IReadOnlyList<(string Alias, ImportField Field)> Inside { get; } =
        [.. Whole.Where(static pair => pair.Key.Length >= (char.IsAscii(pair.Key[0]) ? 5 : 2)
            && !OnlyWhole.Contains(pair.Key))
            .OrderByDescending(static pair => pair.Key.Length).ThenBy(static pair => pair.Key, StringComparer.Ordinal)
            .Select(static pair => (pair.Key, pair.Value))];

    /// <summary>The Chinese name a field goes by.</summary>
    public static string NameOf(ImportField field) =>
        Array.Find(Seen, seen => seen.Field == field).Aliases.Split(' ')[0];

    private static IEnumerable<(string Alias, ImportField Field)> Pairs() => Seen.SelectMany(static seen =>
        seen.Aliases.Split(' ').Select(alias => (TextWritings.Key(alias), seen.Field)));

    private static FrozenSet<string> Keys(string aliases) =>
        aliases.Split(' ').Select(TextWritings.Key).ToFrozenSet(StringComparer.Ordinal);
}
