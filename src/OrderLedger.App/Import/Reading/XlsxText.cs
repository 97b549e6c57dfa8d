using System.Globalization;
using System.Xml;

namespace OrderLedger.App.Import.Reading;

/// <summary>Collects the characters of one value, bounded, without a string per piece.</summary>
internal sealed class XlsxText(string file)
{
    private char[] _chars = new char[1024];
    private int _length;

    public ReadOnlySpan<char> Span => _chars.AsSpan(0, _length);

    public void Clear() => _length = 0;

    /// <summary>Reads all text below the element the reader stands on, to its end tag. Of a rich text (<c>si</c>,
    /// <c>is</c>) only <c>t</c> counts, and no <c>t</c> of a phonetic run.</summary>
    public void ReadElement(XmlReader xml, bool rich)
    {
        if (xml.IsEmptyElement) return;

        var depth = xml.Depth;
        var (inText, phonetic) = (!rich, int.MaxValue);
        while (xml.Advance())
        {
            switch (xml.NodeType)
            {
                case XmlNodeType.Element when xml.LocalName is "rPh" && !xml.IsEmptyElement:
                    phonetic = Math.Min(phonetic, xml.Depth);
                    break;
                case XmlNodeType.Element when rich:
                    inText = xml.LocalName is "t" && !xml.IsEmptyElement;
                    break;
                case XmlNodeType.EndElement when xml.Depth == depth:
                    return;
                case XmlNodeType.EndElement:
                    if (xml.Depth == phonetic) phonetic = int.MaxValue;
                    inText = !rich;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace
                    or XmlNodeType.SignificantWhitespace when inText && phonetic == int.MaxValue:
                    Append(xml);
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>The text; Excel writes characters XML cannot hold as <c>_x000D_</c>.</summary>
    public override string ToString() => Span.Contains("_x", StringComparison.Ordinal) ? Unescaped() : Span.ToString();

    private void Append(XmlReader xml)
    {
        while (true)
        {
            if (_length == _chars.Length)
            {
                if (_length >= ReadingLimits.CellCharsMax)
                    throw new UnreadableException(WorkbookRefusals.TooLarge(file, "cell"));

                Array.Resize(ref _chars, _chars.Length * 2);
            }

            var read = xml.ReadValueChunk(_chars, _length, _chars.Length - _length);
            if (read == 0) return;

            _length += read;
        }
    }

    private string Unescaped()
    {
        var text = new System.Text.StringBuilder(_length);
        var rest = Span;
        for (var at = rest.IndexOf("_x"); at >= 0; at = rest.IndexOf("_x"))
        {
            text.Append(rest[..at]);
            rest = rest[at..];
            if (rest.Length >= 7 && rest[6] == '_'
                && ushort.TryParse(rest[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture,
                    out var code))
            {
                text.Append((char)code);
                rest = rest[7..];
            }
            else
            {
                text.Append("_x");
                rest = rest[2..];
            }
        }

        return text.Append(rest).ToString();
    }
}
