using System.Buffers;

namespace OrderLedger.App.Export.Writing;

/// <summary>Text as Excel wants it in XML; what XML cannot hold becomes <c>_x0001_</c>.</summary>
internal static class XmlEscapes
{
    private static readonly SearchValues<char> Special = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Select(static c => (char)c).Except("\t\n"), '&', '<', '>', '_', '\uFFFE',
            '\uFFFF']);

    public static void XmlText(this Utf8Buffer buffer, ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOfAny(Special); at >= 0; at = text.IndexOfAny(Special))
        {
            buffer.Chars(text[..at]);
            switch (text[at])
            {
                case '&':
                    buffer.Raw("&amp;"u8);
                    break;
                case '<':
                    buffer.Raw("&lt;"u8);
                    break;
                case '>':
                    buffer.Raw("&gt;"u8);
                    break;
                case '_':
                    // Text that looks like an escape: _x0041_.
                    var isEscape = text.Length > at + 6 && text[at + 1] == 'x' && text[at + 6] == '_';
                    buffer.Raw(isEscape ? "_x005F_"u8 : "_"u8);
                    break;
                default:
                    buffer.Chars($"_x{(int)text[at]:X4}_");
                    break;
            }

            text = text[(at + 1)..];
        }

        buffer.Chars(text);
    }
}
