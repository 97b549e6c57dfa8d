namespace OrderLedger.Web.Ui.Layout;

/// <summary>The figures beside the entries of the navigation, as the reader's rights allow; null shows none.</summary>
/// <remarks>Given by a cascading value; without one the navigation shows no figures.</remarks>
public sealed record NavCounts(long? Orders, long? Customers, long? Products);
