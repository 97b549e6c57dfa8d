using OrderLedger.App.Access;

namespace OrderLedger.App.ReadModel.Columns;

/// <summary>One column of the ledger: the same name in grid, filter, sort, export and API.</summary>
/// <param name="Name">English name, stable: <c>orderDate</c>.</param>
/// <param name="Label">Chinese name, also understood in filters: 下单日期.</param>
public sealed record LedgerColumn(string Name, string Label, ColumnKind Kind)
{
    /// <summary>Further names that filters understand.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];
    public Sensitivity Sensitivity { get; init; }

    /// <summary>The words of a <see cref="ColumnKind.Word"/> column.</summary>
    public IReadOnlyList<Word> Words { get; init; } = [];

    /// <summary>Whether a sum over rows means something, per kind of row.</summary>
    public bool IsSummedByOrder { get; init; }
    public bool IsSummedByLine { get; init; }

    /// <summary>SQL over the table of orders; null: the column exists for lines only, and a filter asks for any line.</summary>
    internal string? OrderSql { get; init; }

    /// <summary>SQL over the table of lines; null: the column exists for orders only.</summary>
    internal string? LineSql { get; init; }

    /// <summary>SQL over both tables for who sees no prices, where the usual one would tell about money; null:
    /// the same.</summary>
    internal string? SqlWithoutPrices { get; init; }

    /// <summary>A number that sorts the text by pinyin, over both tables.</summary>
    internal string? SortKey { get; init; }

    /// <summary>In a filter over orders: does any line match, instead of the first line shown.</summary>
    internal bool IsAskedOfLines { get; init; }

    /// <summary>A row of lines does not repeat it: there it is looked up in the order, by the same SQL.</summary>
    internal bool IsFar { get; init; }

    /// <summary>Outside these rows of lines it is nothing: its sum passes over the rest, whole blocks at a time.</summary>
    internal string? OnlyWhere { get; init; }

    /// <summary>The sum as SQL over lines where it is cheaper than to add up <see cref="LineSql"/>.</summary>
    internal string? LineSum { get; init; }

    /// <summary>The column as this reader may ask it.</summary>
    internal LedgerColumn For(Actor actor) => SqlWithoutPrices is not { } sql || actor.SeesPrices
        ? this : this with { OrderSql = sql, LineSql = sql };

    public bool IsFor(LedgerRows rows) => Sql(rows) is not null;

    internal string? Sql(LedgerRows rows) => rows == LedgerRows.Orders ? OrderSql : LineSql;

    /// <summary>What rows are sorted and grouped by: a yes or no that nobody knows is a no, as in a filter.</summary>
    internal string OrderedBy(LedgerRows rows) => Kind == ColumnKind.YesNo ? $"coalesce({Sql(rows)}, FALSE)" : Sql(rows)!;

    internal string Sum(LedgerRows rows) => rows == LedgerRows.Lines && LineSum is { } sum ? sum : $"sum({Sql(rows)})";

    internal bool IsSummed(LedgerRows rows) => rows == LedgerRows.Orders ? IsSummedByOrder : IsSummedByLine;
}

/// <summary>What one row stands for.</summary>
public enum LedgerRows
{
    Orders,
    Lines,
}

/// <summary>What the values are, and thereby what a filter may compare them with.</summary>
public enum ColumnKind
{
    Text,
    /// <summary>Whole number.</summary>
    Number,
    /// <summary>decimal(18,2), minor units in the tables.</summary>
    Money,
    /// <summary>Six decimals.</summary>
    Quantity,
    /// <summary>Eight decimals.</summary>
    Price,
    /// <summary>A fraction with four decimals, basis points in the tables; filters take <c>30%</c> as 0.3.</summary>
    Percent,
    Date,
    /// <summary>A UTC instant; compared by its date in the book's zone.</summary>
    Instant,
    /// <summary>One of a few words, such as a status.</summary>
    Word,
    YesNo,
}

/// <summary>Which right a reader needs to see that the column exists.</summary>
public enum Sensitivity
{
    None,
    Price,
    Cost,
}

/// <param name="Value">As stored.</param>
/// <param name="Name">As in the API: <c>readyToShip</c>.</param>
public sealed record Word(int Value, string Name, string Label, params IReadOnlyList<string> Aliases)
{
    internal bool Is(string text) =>
        string.Equals(Name, text, StringComparison.OrdinalIgnoreCase) || string.Equals(Label, text, StringComparison.OrdinalIgnoreCase)
        || Aliases.Contains(text, StringComparer.OrdinalIgnoreCase);
}
