using OrderLedger.App.Import.Reading;
using OrderLedger.Domain;

namespace OrderLedger.App.Import;

/// <summary>A table of a workbook, read whole.</summary>
internal sealed record ImportTable(
    string File, string Sheet, IReadOnlyList<ImportColumn> Columns, IReadOnlyList<ImportRow> Rows, int Skipped)
{
    public bool HasSpecs => Columns.Any(static column => column.Field == HeaderMatcher.NameOf(ImportField.Spec));
}

/// <summary>Reads the table of a sheet into rows, each with its first problem.</summary>
internal static class ImportReader
{
    public static Outcome<ImportTable> Read(Workbook workbook, ImportOptions options)
    {
        foreach (var sheet in workbook.Sheets)
        {
            if (options.Sheet is { } wanted && !string.Equals(sheet.Name, wanted, StringComparison.OrdinalIgnoreCase)) continue;
            var head = sheet.Head(TableFinder.HeadRows + 50);
            if (!head.Accepted) return head.Refusal;
            if (TableFinder.Find(head.Value, options.Map) is not { } layout) continue;
            if (layout.MissingOverrides.Count > 0) return Refusal.Invalid("import.header-missing", layout.MissingOverrides[0]);
            if (layout.ColumnOf(ImportField.OrderNumber) is null) return Refusal.Invalid("import.no-number-column", sheet.Name);
            return Table(workbook, sheet, layout, head.Value);
        }
        return options.Sheet is { } missing && workbook.Sheets.All(s => s.Name != missing)
            ? Refusal.Invalid("import.sheet-missing", missing) : Refusal.Invalid("import.no-table", workbook.Name);
    }

    private static Outcome<ImportTable> Table(
        Workbook workbook, Sheet sheet, TableLayout layout, IReadOnlyList<SheetRow> head)
    {
        var samples = head.Where(row => row.Number > layout.HeaderRow).ToList();
        var columns = layout.Columns.Select(column => new ImportColumn(column.Index, column.Header,
            column.Field is { } field ? HeaderMatcher.NameOf(field) : null,
            samples.Select(row => CellValues.Text(row[column.Index])).FirstOrDefault(static t => t is not null),
            ImportUses.Of(column.Field))).ToList();
        var skipped = 0;
        var rows = sheet.Read<List<ImportRow>>(all =>
        {
            var reader = new RowReader(workbook.Name, layout, samples, workbook.Date1904);
            var read = new List<ImportRow>();
            foreach (var row in ReadAhead.Of(all))
            {
                if (TableFinder.Classify(row, layout) is var kind && kind == TableRowKind.Data) read.Add(reader.Read(row));
                else if (kind != TableRowKind.Preamble) skipped++;
            }
            return read;
        });
        return rows.Accepted
            ? new ImportTable(workbook.Name, sheet.Name, columns, rows.Value, skipped) : rows.Refusal;
    }

    /// <summary>Knows which column is which, interns the texts that repeat, and counts what it holds.</summary>
    private sealed class RowReader(string file, TableLayout layout, IReadOnlyList<SheetRow> samples, bool date1904)
    {
        private readonly Dictionary<ImportField, TableHeader> _columns = layout.Columns.Where(static c => c.Field is not null)
            .GroupBy(static c => c.Field!.Value).ToDictionary(static g => g.Key, static g => g.First());
        private readonly Dictionary<int, DateContext> _dates = [];
        private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
        private ImportProblem? _problem;
        private ImportHead _head = new();
        private long _held;

        public ImportRow Read(SheetRow row)
        {
            _problem = null;
            var head = Head(row);
            if (head != _head) _head = head;
            return new ImportRow
            {
                Number = row.Number, Shared = _head, OrderNumber = Text(row, ImportField.OrderNumber),
                DueDate = Day(row, ImportField.DueDate), Sku = Text(row, ImportField.Sku), Product = Text(row, ImportField.Product),
                Spec = Text(row, ImportField.Spec), Unit = Text(row, ImportField.Unit), Quantity = Number(row, ImportField.Quantity),
                UnitPrice = Number(row, ImportField.UnitPrice), Amount = Number(row, ImportField.Amount),
                Remark = Text(row, ImportField.Remark), Problem = _problem,
            };
        }

        private ImportHead Head(SheetRow row) => new()
        {
            CustomerCode = Text(row, ImportField.CustomerCode), Customer = Text(row, ImportField.Customer),
            Phone = Text(row, ImportField.Phone), Contact = Text(row, ImportField.Contact),
            Email = Text(row, ImportField.Email), Address = Text(row, ImportField.Address),
            Region = Text(row, ImportField.Region), Class = Text(row, ImportField.CustomerClass),
            Salesperson = Text(row, ImportField.Salesperson), CustomerPo = Text(row, ImportField.CustomerPo),
            OrderDate = Day(row, ImportField.OrderDate), Category = Text(row, ImportField.Category),
            TaxRate = Fraction(row, ImportField.TaxRate), Discount = Fraction(row, ImportField.Discount),
            Cost = Number(row, ImportField.Cost), Freight = Number(row, ImportField.Freight),
            PaymentMethod = Text(row, ImportField.PaymentMethod), Terms = Text(row, ImportField.PaymentTerms),
            Received = Number(row, ImportField.Received), Outstanding = Compared(row, ImportField.Outstanding),
            ReceivedOn = Day(row, ImportField.ReceivedOn), Status = Text(row, ImportField.Status),
            ShipDate = Day(row, ImportField.ShipDate), Carrier = Text(row, ImportField.Carrier),
            Tracking = Text(row, ImportField.Tracking),
        };

        private string? Text(SheetRow row, ImportField field)
        {
            if (!_columns.TryGetValue(field, out var column) || CellValues.Text(row[column.Index])?.Trim() is not { Length: > 0 } text)
                return null;
            if (_texts.TryGetValue(text, out var known)) return known;
            if ((_held += text.Length) > ReadingLimits.HeldCharsMax)
                throw new UnreadableException(WorkbookRefusals.TooLarge(file, "text"));
            if (_texts.Count < 200_000) _texts[text] = text;
            return text;
        }

        private decimal? Number(SheetRow row, ImportField field)
        {
            if (!_columns.TryGetValue(field, out var column) || Text(row, field) is not { } text) return null;
            if (CellValues.Number(row[column.Index]) is { } number)
            {
                var value = number.Value * column.Multiplier;
                if (Math.Abs(value) < 90_000_000_000m) return value;
            }
            Fault(row, column, "import.number-unreadable", text);
            return null;
        }

        /// <summary>A figure that is only compared: what cannot be read refuses nothing.</summary>
        private decimal? Compared(SheetRow row, ImportField field)
        {
            if (!_columns.TryGetValue(field, out var column) || CellValues.Number(row[column.Index]) is not { } number) return null;
            var value = number.Value * column.Multiplier;
            return Math.Abs(value) < 90_000_000_000m ? value : null;
        }

        /// <summary>13 %, 13 and 0.13 are one rate: without a sign, 1 and more is percent. Nothing above 100 % is a rate.</summary>
        private decimal? Fraction(SheetRow row, ImportField field)
        {
            if (Number(row, field) is not { } value) return null;
            var column = _columns[field];
            var isSigned = CellValues.Number(row[column.Index]) is { IsPercent: true };
            var fraction = value >= 1 && !isSigned ? value / 100 : value;
            if (fraction is >= 0 and <= 1) return fraction;
            Fault(row, column, "import.number-unreadable", Text(row, field));
            return null;
        }

        private DateOnly? Day(SheetRow row, ImportField field)
        {
            if (!_columns.TryGetValue(field, out var column) || Text(row, field) is not { } text) return null;
            if (!_dates.TryGetValue(column.Index, out var context))
                _dates[column.Index] = context = DateContext.Of(samples.Select(s => s[column.Index]), date1904);
            if (CellValues.Day(row[column.Index], context) is { Year: >= 1990 and <= 2100 } day) return day;
            Fault(row, column, "import.date-unreadable", text);
            return null;
        }

        private void Fault(SheetRow row, TableHeader column, string code, string? raw) =>
            _problem ??= new ImportProblem(row.Number, column.Header, code, raw is { Length: > 80 } ? raw[..80] : raw);
    }
}
