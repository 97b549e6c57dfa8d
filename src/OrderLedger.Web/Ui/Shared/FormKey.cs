using System.Text.Json;
using OrderLedger.App.Access;
using OrderLedger.App.Data;
using OrderLedger.App.Json;

namespace OrderLedger.Web.Ui.Shared;

/// <summary>The hidden key of a form, made anew each time the form is drawn: sent twice, the form does its work once.</summary>
public static class FormKey
{
    private const int Length = 32;

    public static string New() => Guid.NewGuid().ToString("N");

    /// <param name="key">As it came back; null for a form that lost it, which is then taken as it is.</param>
    /// <param name="said">What the form asks for: another question under the same key is refused.</param>
    public static Once? Once<T>(Actor actor, string? key, T said) =>
        key is { Length: Length } ? OrderLedger.App.Data.Once.For(actor, "page:" + key, JsonSerializer.Serialize(said, LedgerJson.Options)) : null;
}
