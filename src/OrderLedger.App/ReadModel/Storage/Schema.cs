namespace OrderLedger.App.ReadModel.Storage;

/// <summary>The tables of the read model. Staging tables take rows of the book as they are read; one statement widens them,
/// so that catching up and rebuilding cannot differ.</summary>
internal static class Schema
{
    /// <summary>Raise it when anything below changes: older files are rebuilt.</summary>
    public const int Version = 1;

    /// <summary>Columns of an order, in the order in which <see cref="BookReader"/> appends them.</summary>
    public static readonly (string Name, string Type)[] Order =
    [
        ("order_id", "BIGINT"), ("version", "BIGINT"), ("number", "VARCHAR"), ("k_number", "BIGINT"), ("customer_id", "BIGINT"),
        ("customer_code", "VARCHAR"), ("k_customer_code", "BIGINT"), ("customer", "VARCHAR"), ("k_customer", "BIGINT"),
        ("order_date", "DATE"), ("due_date", "DATE"), ("salesperson", "VARCHAR"), ("k_salesperson", "INTEGER"),
        ("payment_method", "VARCHAR"), ("k_payment_method", "INTEGER"), ("terms", "VARCHAR"), ("currency", "VARCHAR"),
        ("status", "TINYINT"), ("shipping", "TINYINT"), ("payment", "TINYINT"), ("flags", "SMALLINT"), ("total", "BIGINT"),
        ("net", "BIGINT"), ("tax", "BIGINT"), ("receivable", "BIGINT"), ("received", "BIGINT"), ("outstanding", "BIGINT"),
        ("cost", "BIGINT"), ("profit", "BIGINT"), ("paid_bp", "BIGINT"), ("payment_due", "DATE"), ("confirmed_at", "BIGINT"),
        ("started_at", "BIGINT"), ("ready_at", "BIGINT"), ("shipped_at", "BIGINT"), ("received_at", "BIGINT"),
        ("settled_at", "BIGINT"), ("held_at", "BIGINT"), ("cancelled_at", "BIGINT"), ("line_count", "INTEGER"),
        ("carrier", "VARCHAR"), ("k_carrier", "INTEGER"), ("tracking", "VARCHAR"), ("last_ship_at", "BIGINT"),
        ("customer_po", "VARCHAR"), ("remark", "VARCHAR"), ("address", "VARCHAR"), ("source", "TINYINT"), ("revision", "INTEGER"),
    ];

    /// <summary>Columns that a row of lines does not repeat.</summary>
    public static readonly (string Name, string Type)[] OrderOnly =
    [
        ("product", "VARCHAR"), ("k_product", "BIGINT"), ("total_quantity", "BIGINT"), ("own", "VARCHAR"),
    ];

    public static readonly (string Name, string Type)[] Line =
    [
        ("line_id", "BIGINT"), ("line_order", "BIGINT"), ("position", "INTEGER"), ("product_id", "BIGINT"), ("goods_id", "INTEGER"),
        ("sku", "VARCHAR"), ("k_sku", "BIGINT"), ("product", "VARCHAR"), ("k_product", "BIGINT"), ("spec", "VARCHAR"),
        ("unit", "VARCHAR"), ("category", "VARCHAR"), ("k_category", "INTEGER"), ("kind", "TINYINT"), ("quantity", "BIGINT"),
        ("unit_price", "BIGINT"), ("discount_bp", "INTEGER"), ("amount", "BIGINT"), ("tax_rate_bp", "INTEGER"), ("line_due", "DATE"),
        ("unit_cost", "BIGINT"), ("line_net", "BIGINT"), ("line_tax", "BIGINT"),
        ("line_cost", "BIGINT"), ("line_profit", "BIGINT"), ("cancelled", "BIGINT"), ("made", "BIGINT"), ("shipped", "BIGINT"),
        ("signed", "BIGINT"), ("line_remark", "VARCHAR"),
    ];

    /// <summary>Columns taken from the customer as it is today.</summary>
    private static readonly (string Name, string Type)[] OfCustomer =
    [
        ("customer_short", "VARCHAR"), ("k_customer_short", "BIGINT"), ("class", "VARCHAR"), ("k_class", "INTEGER"),
        ("region", "VARCHAR"), ("k_region", "INTEGER"),
    ];

    private static readonly (string Name, string Type)[] Customer =
    [
        ("customer_id", "BIGINT"), ("code", "VARCHAR"), ("name", "VARCHAR"), ("customer_short", "VARCHAR"),
        ("k_customer_short", "BIGINT"), ("class", "VARCHAR"), ("k_class", "INTEGER"), ("region", "VARCHAR"), ("k_region", "INTEGER"),
        ("salesperson", "VARCHAR"), ("search", "VARCHAR"),
    ];

    private static readonly (string Name, string Type)[] Money =
    [
        ("receipt_id", "BIGINT"), ("order_id", "BIGINT"), ("customer_id", "BIGINT"), ("date", "DATE"), ("method", "VARCHAR"),
        ("kind", "TINYINT"), ("amount", "BIGINT"),
    ];

    public static string Create { get; } = string.Join(";\n",
    [
        "CREATE TABLE meta (version INTEGER, floor BIGINT, horizon BIGINT, mark VARCHAR)",
        Table("orders", [.. Order, .. OrderOnly, .. OfCustomer]),
        Table("lines", [.. Order, .. OfCustomer, .. Line]),
        Table("customers", Customer),
        Table("money", Money),
        "CREATE TABLE goods (goods_id INTEGER, key VARCHAR, search VARCHAR)",
    ]);

    /// <summary>Staging lives with the one connection that writes. It is made anew each time: deleted rows would stay in a
    /// temporary table and be read over and over.</summary>
    public static string CreateStaging { get; } = string.Join(";\n",
        Table("s_orders", [.. Order, .. OrderOnly]).Replace("CREATE", "CREATE OR REPLACE TEMP", StringComparison.Ordinal),
        Table("s_lines", Line).Replace("CREATE", "CREATE OR REPLACE TEMP", StringComparison.Ordinal));

    /// <summary>Widens what is staged. A cancelled order earns nothing, nor do its lines.
    /// A snapshot name that differs from the customer's name of today stays findable.</summary>
    public static string Widen { get; } = $"""
        INSERT INTO orders SELECT {Names("o", Order)}, o.product, o.k_product, o.total_quantity,
            CASE WHEN o.customer IN (c.name, c.customer_short) THEN o.own ELSE o.own || ' ' || lower(o.customer) END,
            {Names("c", OfCustomer)} FROM s_orders o LEFT JOIN customers c USING (customer_id);
        INSERT INTO lines SELECT {Names("o", Order)}, {Names("c", OfCustomer)},
            {Names("l", Line).Replace("l.line_profit", "CASE WHEN o.status = 9 THEN 0 ELSE l.line_profit END", StringComparison.Ordinal)}
            FROM s_lines l JOIN s_orders o ON o.order_id = l.line_order LEFT JOIN customers c USING (customer_id);
        DROP TABLE s_orders; DROP TABLE s_lines
        """;

    public const string Clear =
        "DELETE FROM orders; DELETE FROM lines; DELETE FROM customers; DELETE FROM money; DELETE FROM goods; DELETE FROM meta";

    private static string Table(string name, (string Name, string Type)[] columns) =>
        $"CREATE TABLE {name} ({string.Join(", ", columns.Select(static c => $"{c.Name} {c.Type}"))})";

    private static string Names(string of, (string Name, string Type)[] columns) =>
        string.Join(", ", columns.Select(column => $"{of}.{column.Name}"));
}
