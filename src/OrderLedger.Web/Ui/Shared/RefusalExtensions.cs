using OrderLedger.Domain;

namespace OrderLedger.Web.Ui.Shared;

public static class RefusalExtensions
{
    extension(Refusal? refusal)
    {
        /// <summary>The sentence when the refusal is about this input, else null: <c>Error="@_refusal.About("Amount", T)"</c>.</summary>
        public string? About(string field, Texts texts) =>
            refusal is not null && string.Equals(refusal.Field, field, StringComparison.OrdinalIgnoreCase) ? texts[refusal] : null;
    }
}
