using OrderLedger.App.Export.Writing;

namespace OrderLedger.App.Import.Reading;

/// <summary>Records of RFC 4180, forgiving: bare line breaks of any kind, a quote inside an unquoted field, a quoted
/// field that never closes. Every field is text; leading zeros stay.</summary>
internal sealed class CsvRows(TextReader reader, char delimiter, string file)
{
    private const int RecordCharsMax = 4 * ReadingLimits.CellCharsMax;

    private readonly char[] _buffer = new char[32 * 1024];
    private readonly System.Text.StringBuilder _field = new();
    private readonly List<Cell> _cells = [];
    private int _filled;
    private int _at;
    private int _column;
    private int _recordChars;

    public IEnumerable<SheetRow> Read()
    {
        var number = 0;
        while (Peek() >= 0)
        {
            if (++number > ReadingLimits.RowsMax) throw TooLarge("rows");

            ReadRecord();
            if (_cells.Count > 0 && !(number == 1 && IsSeparatorLine())) yield return new SheetRow(number, [.. _cells]);
        }
    }

    private void ReadRecord()
    {
        _cells.Clear();
        _recordChars = 0;
        for (_column = 0; ReadField(); _column++)
        {
            if (_column + 1 >= ReadingLimits.ColumnsMax) throw TooLarge("columns");
        }
    }

    /// <summary>Reads one field and what ends it; false at the end of the record.</summary>
    private bool ReadField()
    {
        _field.Clear();
        if (Peek() == '"') ReadQuoted();
        while (true)
        {
            var c = Next();
            if (c == delimiter)
            {
                Keep();
                return true;
            }

            if (c is -1 or '\n' or '\r')
            {
                if (c == '\r' && Peek() == '\n') Next();
                Keep();
                return false;
            }

            Append((char)c);
        }
    }

    private void ReadQuoted()
    {
        Next();
        for (var c = Next(); c >= 0; c = Next())
        {
            if (c == '"')
            {
                if (Peek() != '"') return;

                Next();
            }

            Append((char)c);
        }
    }

    private void Append(char c)
    {
        if (_field.Length >= ReadingLimits.CellCharsMax || ++_recordChars > RecordCharsMax) throw TooLarge("cell");

        _field.Append(c);
    }

    private void Keep()
    {
        if (_field.Length > 0) _cells.Add(Cell.OfText(_column, CsvGuard.Unguard(_field.ToString())));
    }

    private bool IsSeparatorLine() => _cells is [{ Column: 0 } only, ..]
        && only.Text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && only.Text.Length <= 5;

    private int Peek()
    {
        if (_at < _filled) return _buffer[_at];

        (_at, _filled) = (0, reader.Read(_buffer, 0, _buffer.Length));
        return _filled == 0 ? -1 : _buffer[0];
    }

    private int Next()
    {
        var c = Peek();
        if (c >= 0) _at++;
        return c;
    }

    private UnreadableException TooLarge(string what) => new(WorkbookRefusals.TooLarge(file, what));
}
