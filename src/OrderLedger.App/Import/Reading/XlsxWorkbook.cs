namespace OrderLedger.App.Import.Reading;

/// <summary>Opens the package: where the workbook is, its sheets, its date system.</summary>
internal static class XlsxWorkbook
{
    /// <summary>The workbook, or an <see cref="UnreadableException"/> that says what the zip is instead.</summary>
    public static Workbook Open(Stream stream, string name)
    {
        XlsxPackage? package = null;
        try
        {
            package = new XlsxPackage(stream, name);
            var workbook = Open(package, name);
            package = null;
            return workbook;
        }
        finally
        {
            package?.Dispose();
        }
    }

    private static Workbook Open(XlsxPackage package, string name)
    {
        if (package.Start("mimetype").Contains("opendocument.spreadsheet", StringComparison.Ordinal))
            throw new UnreadableException(WorkbookRefusals.Unsupported(name, "ods"));

        var main = package.Relations("").FirstOrDefault(static relation => relation.Kind is "officeDocument")?.Part
            ?? "xl/workbook.xml";
        if (main.EndsWith(".bin", StringComparison.OrdinalIgnoreCase) || package.Has("xl/workbook.bin"))
            throw new UnreadableException(WorkbookRefusals.Unsupported(name, "xlsb"));

        using var xml = package.Open(main, ReadingLimits.SmallPartBytesMax)
            ?? throw new UnreadableException(package.HasFolder("xl/")
                ? WorkbookRefusals.Damaged(name)
                : WorkbookRefusals.NotAWorkbook(name));
        var relations = package.Relations(main);
        var parts = new Lazy<Parts>(() => Parts.Read(package, main, relations, name));
        var (sheets, date1904, isWorkbook) = (new List<Sheet>(), false, false);
        while (xml.Advance())
        {
            if (xml.NodeType != System.Xml.XmlNodeType.Element) continue;

            isWorkbook |= xml.LocalName is "workbook";
            if (xml.LocalName is "workbookPr") date1904 = XmlParts.IsTrue(xml.Attribute("date1904"));
            if (xml.LocalName is not "sheet" || sheets.Count >= ReadingLimits.SheetsMax) continue;

            var (id, title) = (xml.Attribute("id"), xml.Attribute("name") ?? "");
            var relation = relations.FirstOrDefault(relation =>
                string.Equals(relation.Id, id, StringComparison.Ordinal));
            // Chart and dialog sheets have no rows.
            if (relation is not null and not { Kind: "worksheet" }) continue;

            var part = relation?.Part ?? FormattableString.Invariant($"xl/worksheets/sheet{sheets.Count + 1}.xml");
            sheets.Add(new Sheet(name, title, xml.Attribute("state") is "hidden" or "veryHidden", Rows(part)));
        }

        if (!isWorkbook) throw new UnreadableException(WorkbookRefusals.NotAWorkbook(name));

        return sheets.Count > 0
            ? new Workbook(name, "xlsx", date1904, sheets, package)
            : throw new UnreadableException(WorkbookRefusals.Damaged(name));

        Func<IEnumerable<SheetRow>> Rows(string part) => () => ReadRows(package, part, name, parts, date1904);
    }

    private static IEnumerable<SheetRow> ReadRows(
        XlsxPackage package, string part, string name, Lazy<Parts> parts, bool date1904)
    {
        using var xml = package.Open(part, ReadingLimits.PartBytesMax)
            ?? throw new UnreadableException(WorkbookRefusals.Damaged(name));
        foreach (var row in new XlsxRows(xml, name, parts.Value.Styles, parts.Value.Strings, date1904).Read())
            yield return row;
    }

    /// <summary>What all sheets share; read once, when the first sheet is.</summary>
    private sealed record Parts(XlsxStyles Styles, XlsxStrings Strings)
    {
        public static Parts Read(XlsxPackage package, string main, IReadOnlyList<XlsxPackage.Relation> relations,
            string name)
        {
            var folder = main[..(main.LastIndexOf('/') + 1)];
            using var styles = package.Open(Part("styles"), ReadingLimits.SmallPartBytesMax);
            using var strings = package.Open(Part("sharedStrings"), ReadingLimits.PartBytesMax);
            return new Parts(XlsxStyles.Read(styles), XlsxStrings.Read(strings, name));

            string Part(string kind) =>
                relations.FirstOrDefault(relation => string.Equals(relation.Kind, kind, StringComparison.Ordinal))?.Part
                ?? $"{folder}{kind}.xml";
        }
    }
}
