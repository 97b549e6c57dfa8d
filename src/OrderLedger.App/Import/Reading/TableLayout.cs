namespace OrderLedger.App.Import.Reading;

/// <summary>Where the table of a sheet is and what its columns mean.</summary>
/// <param name="HeaderRow">The last row of the header, as Excel numbers it; data begins below.</param>
/// <param name="Columns">Every column with a header, from left to right.</param>
/// <param name="Questions">Columns that could mean something else: to be asked about.</param>
/// <param name="MissingOverrides">Headers the user named that the sheet does not have.</param>
public sealed record TableLayout(
    int HeaderRow,
    IReadOnlyList<TableHeader> Columns,
    IReadOnlyList<ColumnQuestion> Questions,
    IReadOnlyList<string> MissingOverrides)
{
    /// <summary>The column of a field, or null.</summary>
    public TableHeader? ColumnOf(ImportField field) => Columns.FirstOrDefault(column => column.Field == field);
}

/// <param name="Index">0 is column A.</param>
/// <param name="Header">As written; two rows joined by a blank.</param>
/// <param name="Field">What it means; null is kept as a custom field.</param>
/// <param name="Multiplier">Its numbers times this are the value.</param>
/// <param name="Unit">The unit in the header, or null.</param>
public sealed record TableHeader(int Index, string Header, ImportField? Field, decimal Multiplier, string? Unit);

/// <param name="Index">0 is column A.</param>
/// <param name="Header">As written.</param>
/// <param name="Kind">What is in doubt.</param>
/// <param name="Meanings">The possible fields, the taken one first.</param>
public sealed record ColumnQuestion(int Index, string Header, ColumnDoubt Kind, IReadOnlyList<ImportField> Meanings);

public enum ColumnDoubt
{
    /// <summary>出货日期: when it is due or when it left.</summary>
    DueOrShipped,
    /// <summary>订单状态 often says whether it is paid.</summary>
    GoodsOrPayment,
    /// <summary>单位: kg or a company.</summary>
    UnitOrCustomer,
    /// <summary>金额: with tax or without.</summary>
    WithOrWithoutTax,
    /// <summary>型号: a specification or the code of the product.</summary>
    SpecOrSku,
    /// <summary>名称: of the product or of the customer.</summary>
    ProductOrCustomer,
    /// <summary>Another column means the same and was taken.</summary>
    SameFieldTwice,
}

/// <summary>What a row below the header is.</summary>
public enum TableRowKind
{
    Data,
    Empty,
    /// <summary>小计, 合计, 总计: counted, not imported.</summary>
    Subtotal,
    /// <summary>The header again, as at the top of a printed page.</summary>
    RepeatedHeader,
    /// <summary>At or above the header.</summary>
    Preamble,
}
