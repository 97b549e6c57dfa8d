namespace OrderLedger.App.ReadModel.Storage;

/// <summary>The tables of the read model. A row of lines repeats what its order and the customer commonly are asked for, so
/// that hardly a question has to join millions of rows.</summary>
internal static class Schema
{
    /// <summary>Raise it when anything below changes: older files are rebuilt.</summary>
    public const int Version = 6;

    /// <summary>What a row of lines repeats of its order, in the order in which <see cref="BookReader"/> puts it together: what
    /// lines are commonly picked, sorted and shown by.</summary>
    private static readonly (string Name, string Type)[] Shared =
    [
        ("order_id", "BIGINT"), ("number", "VARCHAR"), ("k_number", "BIGINT"), ("customer_id", "BIGINT"),
        ("customer", "VARCHAR"), ("k_customer", "BIGINT"), ("order_date", "DATE"), ("due_date", "DATE"),
        ("salesperson", "VARCHAR"), ("k_salesperson", "INTEGER"), ("status", "TINYINT"), ("shipping", "TINYINT"),
        ("payment", "TINYINT"), ("flags", "SMALLINT"), ("total", "BIGINT"), ("outstanding", "BIGINT"), ("payment_due", "DATE"),
        ("confirmed_at", "BIGINT"), ("cancelled_at", "BIGINT"),
        // Of the customer as it is today.
        ("class", "VARCHAR"), ("k_class", "INTEGER"), ("region", "VARCHAR"), ("k_region", "INTEGER"),
    ];

    /// <summary>Columns that a row of lines does not repeat; asked of lines, they are looked up in the order.</summary>
    private static readonly (string Name, string Type)[] OrderOnly =
    [
        ("version", "BIGINT"), ("customer_code", "VARCHAR"), ("k_customer_code", "BIGINT"), ("payment_method", "VARCHAR"),
        ("k_payment_method", "INTEGER"), ("terms", "VARCHAR"), ("currency", "VARCHAR"), ("net", "BIGINT"), ("tax", "BIGINT"),
        ("receivable", "BIGINT"), ("received", "BIGINT"), ("paid_bp", "BIGINT"), ("cost", "BIGINT"), ("profit", "BIGINT"),
        ("started_at", "BIGINT"), ("ready_at", "BIGINT"), ("shipped_at", "BIGINT"), ("received_at", "BIGINT"),
        ("settled_at", "BIGINT"), ("held_at", "BIGINT"), ("customer_po", "VARCHAR"), ("remark", "VARCHAR"),
        ("address", "VARCHAR"), ("source", "TINYINT"), ("revision", "INTEGER"), ("carrier", "VARCHAR"), ("k_carrier", "INTEGER"),
        ("tracking", "VARCHAR"), ("last_ship_at", "BIGINT"), ("line_count", "INTEGER"), ("customer_short", "VARCHAR"),
        ("k_customer_short", "BIGINT"), ("product", "VARCHAR"), ("k_product", "BIGINT"), ("total_quantity", "BIGINT"),
        // Of lines whose cost is known.
        ("known_revenue", "BIGINT"), ("known_profit", "BIGINT"), ("own", "VARCHAR"),
        // Times that an import had to assume: 1 of shipping, 2 of signing.
        ("assumed", "TINYINT"),
    ];

    /// <summary>What a line has of its own.</summary>
    private static readonly (string Name, string Type)[] Line =
    [
        ("line_id", "BIGINT"), ("position", "INTEGER"), ("product_id", "BIGINT"), ("goods_id", "INTEGER"), ("quantity", "BIGINT"),
        ("unit_price", "BIGINT"), ("discount_bp", "INTEGER"), ("amount", "BIGINT"), ("tax_rate_bp", "INTEGER"),
        ("line_due", "DATE"), ("unit_cost", "BIGINT"), ("line_net", "BIGINT"), ("line_cost", "BIGINT"),
        ("cancelled", "BIGINT"), ("made", "BIGINT"), ("shipped", "BIGINT"), ("signed", "BIGINT"), ("line_remark", "VARCHAR"),
        ("is_made", "TINYINT"), ("is_started", "TINYINT"),
    ];

    /// <summary>What a line says of its product, in the order of <see cref="Goods.AppendTo"/>. Few of a book's lines differ
    /// in it.</summary>
    private static readonly (string Name, string Type)[] OfGoods =
    [
        ("sku", "VARCHAR"), ("k_sku", "BIGINT"), ("product", "VARCHAR"), ("k_product", "BIGINT"), ("spec", "VARCHAR"),
        ("unit", "VARCHAR"), ("category", "VARCHAR"), ("k_category", "INTEGER"), ("kind", "TINYINT"),
    ];

    /// <summary>What depends on the order: the profit, and whether the order has the same product on another line too. Orders of
    /// a product are counted by lines where it has not, and only the few others one by one.</summary>
    private static readonly (string Name, string Type)[] OfOrder = [("line_profit", "BIGINT"), ("repeats", "TINYINT")];

    private static readonly (string Name, string Type)[] Customer =
    [
        ("customer_id", "BIGINT"), ("code", "VARCHAR"), ("name", "VARCHAR"), ("class", "VARCHAR"), ("region", "VARCHAR"),
        ("salesperson", "VARCHAR"), ("search", "VARCHAR"),
    ];

    private static readonly (string Name, string Type)[] Money =
    [
        ("receipt_id", "BIGINT"), ("order_id", "BIGINT"), ("customer_id", "BIGINT"), ("date", "DATE"), ("method", "VARCHAR"),
        ("kind", "TINYINT"), ("amount", "BIGINT"),
        // The receipt has no other row.
        ("is_whole", "TINYINT"),
    ];

    /// <summary>Makes all tables, empty. Begins with the mark of a finished model, so that nothing half made is taken for one:
    /// until it is, the model says that it holds no line of the journal.</summary>
    public static string Create { get; } = string.Join(";\n",
    [
        Table("meta", [("version", "INTEGER"), ("floor", "BIGINT"), ("horizon", "BIGINT"), ("newest", "BIGINT"), ("mark", "VARCHAR")]),
        $"INSERT INTO meta VALUES ({Version}, 0, 0, 0, '')",
        Table("orders", [.. Shared, .. OrderOnly]),
        Table("lines", [.. Shared, .. Line, .. OfOrder, .. OfGoods]),
        Table("customers", Customer),
        Table("money", Money),
        Table("goods", [("goods_id", "INTEGER"), .. OfGoods, ("search", "VARCHAR")]),
    ]);

    /// <summary>Finds rows by their ids: a window knows its ids before it reads the rest, and a scan would unpack thousands of values
    /// for each it shows. Made when the tables are full, which is many times quicker than to keep it meanwhile.</summary>
    public const string CreateIndexes = "CREATE INDEX orders_by_id ON orders (order_id); CREATE INDEX lines_by_id ON lines (line_id)";

    /// <summary>Empty tables beside the model, out of its log, in which many rows are gathered.</summary>
    public static string CreateStaged { get; } = string.Join(";\n",
    [
        Table("staged_orders", [.. Shared, .. OrderOnly], "TEMP "),
        Table("staged_lines", [("order_id", "BIGINT"), .. Line, .. OfOrder], "TEMP "),
    ]);

    /// <summary>Moves what was gathered into the model: lines take there what they repeat of their order and product, which is
    /// many times quicker than to hand it over line by line.</summary>
    public static string MoveStaged { get; } = $"""
        INSERT INTO orders SELECT * FROM staged_orders;
        INSERT INTO lines SELECT {Names("o", Shared)}, {Names("l", [.. Line, .. OfOrder])}, {Names("g", OfGoods)}
        FROM staged_lines l JOIN staged_orders o USING (order_id) JOIN goods g USING (goods_id);
        TRUNCATE staged_orders;
        TRUNCATE staged_lines
        """;

    public const string DropStaged = "DROP TABLE IF EXISTS staged_orders; DROP TABLE IF EXISTS staged_lines";

    /// <summary>How many values an order and its lines share.</summary>
    public static int SharedCount => Shared.Length;

    /// <summary>How many values a line has of its own, without those that depend on the order.</summary>
    public static int LineCount => Line.Length;

    private static string Names(string table, (string Name, string Type)[] columns) =>
        string.Join(", ", columns.Select(c => $"{table}.{c.Name}"));

    private static string Table(string name, (string Name, string Type)[] columns, string kind = "") =>
        $"CREATE OR REPLACE {kind}TABLE {name} ({string.Join(", ", columns.Select(static c => $"{c.Name} {c.Type}"))})";
}
