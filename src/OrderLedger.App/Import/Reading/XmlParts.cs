using System.Xml;

namespace OrderLedger.App.Import.Reading;

/// <summary>XML of strangers: no DTD, nothing fetched, names and depth bounded.</summary>
internal static class XmlParts
{
    public static XmlReader Open(Stream stream, string file) => XmlReader.Create(stream, new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = false,
        CheckCharacters = false,
        CloseInput = true,
        NameTable = new BoundedNames(file),
    });

    /// <summary>The next node; false at the end. Refuses nesting no workbook has.</summary>
    public static bool Advance(this XmlReader xml)
    {
        if (!xml.Read()) return false;

        return xml.Depth <= ReadingLimits.XmlDepthMax ? true : throw new XmlException("Nested too deep.");
    }

    /// <summary>The next start tag with this local name, whatever prefix or namespace: strict and transitional agree
    /// on local names.</summary>
    public static bool ToElement(this XmlReader xml, string localName)
    {
        while (xml.Advance())
        {
            if (xml.NodeType == XmlNodeType.Element
                && string.Equals(xml.LocalName, localName, StringComparison.Ordinal)) return true;
        }

        return false;
    }

    /// <summary>The attribute by local name; relation ids come as <c>r:id</c> with any prefix.</summary>
    public static string? Attribute(this XmlReader xml, string localName)
    {
        string? value = null;
        while (value is null && xml.MoveToNextAttribute())
        {
            if (string.Equals(xml.LocalName, localName, StringComparison.Ordinal) && xml.Prefix is not "xmlns")
                value = xml.Value;
        }

        xml.MoveToElement();
        return value;
    }

    /// <summary><c>1</c>, <c>true</c> or <c>on</c>.</summary>
    public static bool IsTrue(string? value) => value is "1" or "true" or "on";

    /// <summary>The reader keeps every distinct name for ever, so a file of invented names would fill memory.</summary>
    private sealed class BoundedNames(string file) : NameTable
    {
        private int _count;

        public override string Add(char[] key, int start, int len) =>
            Get(key, start, len) ?? Counted(base.Add(key, start, len));

        private string Counted(string name) => ++_count <= ReadingLimits.XmlNamesMax
            ? name
            : throw new UnreadableException(WorkbookRefusals.TooLarge(file, "names"));
    }
}
