using System.Xml;
using OrderLedger.Domain;

namespace OrderLedger.App.Import.Reading;

/// <summary>Carries a refusal out of lazily read rows; caught at <see cref="Sheet.Read"/>, never seen by
/// callers.</summary>
internal sealed class UnreadableException : Exception
{
    public UnreadableException(Refusal refusal)
        : base(refusal.Code) => Refusal = refusal;

    public UnreadableException(Refusal refusal, Exception inner)
        : base(refusal.Code, inner) => Refusal = refusal;

    public Refusal Refusal { get; }

    /// <summary>What the libraries below throw for bytes that are not what they claim to be.</summary>
    public static bool IsDamage(Exception exception) => exception is InvalidDataException or XmlException or IOException
        or NotSupportedException or ArgumentException or OverflowException;
}

/// <summary>The one sentence a file that cannot be read is answered with.</summary>
internal static class WorkbookRefusals
{
    public static Refusal NotAWorkbook(string name) => Refusal.Invalid("workbook.not-a-workbook", name);

    public static Refusal Encrypted(string name) => Refusal.Invalid("workbook.encrypted", name);

    public static Refusal Damaged(string name) => Refusal.Invalid("workbook.damaged", name);

    /// <param name="name">The file.</param>
    /// <param name="what">What was too much: <c>rows</c>, <c>columns</c>, <c>bytes</c>, <c>ratio</c>, …</param>
    public static Refusal TooLarge(string name, string what) => Refusal.Invalid("workbook.too-large", name, what);

    /// <param name="name">The file.</param>
    /// <param name="kind">What it is instead, for example <c>xls</c>.</param>
    public static Refusal Unsupported(string name, string kind) =>
        Refusal.Invalid("workbook.unsupported-kind", name, kind);
}
