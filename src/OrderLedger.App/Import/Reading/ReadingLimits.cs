namespace OrderLedger.App.Import.Reading;

/// <summary>What a file may cost. Held while reading, because a declared size is only what a stranger says.</summary>
internal static class ReadingLimits
{
    /// <summary>The last row Excel knows.</summary>
    public const int RowsMax = 1_048_576;

    /// <summary>The last column Excel knows (XFD).</summary>
    public const int ColumnsMax = 16_384;

    /// <summary>Characters of one cell; Excel itself stops at 32,767.</summary>
    public const int CellCharsMax = 1 << 20;

    /// <summary>Inflated bytes of one sheet or of the shared strings.</summary>
    public const long PartBytesMax = 1L << 30;

    /// <summary>Inflated bytes of the small parts: workbook, relations, styles.</summary>
    public const long SmallPartBytesMax = 32L << 20;

    /// <summary>Inflated to packed bytes. Real sheets stay below 60.</summary>
    public const long RatioMax = 200;

    /// <summary>Below this many inflated bytes the ratio says nothing.</summary>
    public const long RatioFreeBytes = 8L << 20;

    /// <summary>Bytes without a tag opening: longer is an attribute or text made to fill memory.</summary>
    public const int BytesWithoutTagMax = 4 << 20;

    /// <summary>Memory of all shared strings together, in bytes.</summary>
    public const long SharedStringBytesMax = 128L << 20;

    /// <summary>Characters of all texts that the rows of one table hold at once, two bytes each: half of what
    /// a file may cost.</summary>
    public const long HeldCharsMax = 64L << 20;

    public const int XmlDepthMax = 64;

    public const int XmlNamesMax = 10_000;

    public const int ZipEntriesMax = 20_000;

    public const int SheetsMax = 1_000;

    /// <summary>Cell formats; Excel itself stops at 65,490.</summary>
    public const int StylesMax = 70_000;
}
