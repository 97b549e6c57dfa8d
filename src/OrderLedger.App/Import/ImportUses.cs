using OrderLedger.App.Import.Reading;

namespace OrderLedger.App.Import;

/// <summary>Which columns an import reads; the preview says it of each, so that nobody believes a value came in that did not.</summary>
internal static class ImportUses
{
    public static ImportUse Of(ImportField? field) => field switch
    {
        null => ImportUse.NotUsed,
        // Derived here from lines, shipments, receipts and invoices of our own.
        ImportField.ShippedQuantity or ImportField.OpenQuantity or ImportField.Tax or ImportField.Deposit
            or ImportField.Outstanding or ImportField.Profit => ImportUse.NotUsed,
        // Nothing that an order keeps yet, or of the file alone.
        ImportField.Currency or ImportField.ExchangeRate or ImportField.Invoice or ImportField.Signer or ImportField.SignedOn
            or ImportField.LineNumber => ImportUse.NotUsed,
        ImportField.Contact or ImportField.Phone or ImportField.Email or ImportField.Address or ImportField.Region
            or ImportField.CustomerClass or ImportField.Category or ImportField.Cost or ImportField.Spec or ImportField.Unit
            or ImportField.TaxRate or ImportField.Discount or ImportField.PaymentTerms => ImportUse.OnlyWhenNew,
        _ => ImportUse.Used,
    };
}
