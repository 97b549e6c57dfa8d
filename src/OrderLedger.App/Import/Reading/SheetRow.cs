namespace OrderLedger.App.Import.Reading;

/// <summary>One row that holds something. Only filled cells are kept, so a row costs what the file has, not its
/// width.</summary>
public sealed class SheetRow
{
    private readonly Cell[] _cells;

    /// <param name="number">1-based, as Excel shows it; in a CSV the record number.</param>
    /// <param name="cells">Filled cells, columns rising.</param>
    public SheetRow(int number, Cell[] cells) => (Number, _cells) = (number, cells);

    /// <summary>1-based, as Excel shows it; in a CSV the record number (a quoted line break does not count).</summary>
    public int Number { get; }

    /// <summary>The filled cells, columns rising.</summary>
    public IReadOnlyList<Cell> Cells => _cells;

    /// <summary>Columns from A to the last filled one.</summary>
    public int Width => _cells.Length == 0 ? 0 : _cells[^1].Column + 1;

    /// <summary>Nothing but blanks.</summary>
    public bool IsBlank => Array.TrueForAll(_cells, static cell =>
        cell.IsEmpty || (cell.Kind is CellKind.Text && TextWritings.IsBlank(cell.Text)));

    /// <summary>The cell of a column; the empty cell where nothing stands.</summary>
    public Cell this[int column]
    {
        get
        {
            if ((uint)column < (uint)_cells.Length && _cells[column].Column == column) return _cells[column];

            var (low, high) = (0, _cells.Length - 1);
            while (low <= high)
            {
                var middle = (low + high) >>> 1;
                var found = _cells[middle].Column;
                if (found == column) return _cells[middle];

                if (found < column) low = middle + 1;
                else high = middle - 1;
            }

            return default;
        }
    }
}
