using OrderLedger.App.Shipping;
using OrderLedger.Web.Ui.Shared;

namespace OrderLedger.Web.Ui.Desks;

/// <summary>The rows of the shipping desk, as typed or pasted.</summary>
public sealed class ShipDraft
{
    /// <summary>For every row without a carrier of its own.</summary>
    public string? Carrier { get; set; }

    /// <summary>The one order whose own button was pressed; else all that are picked.</summary>
    public long? Only { get; set; }
    public List<Row> Rows { get; set; } = [];

    public sealed class Row
    {
        public long OrderId { get; set; }
        public bool Pick { get; set; }
        public string? Carrier { get; set; }
        public string? Tracking { get; set; }
        public string? Packages { get; set; }
    }

    /// <param name="all">Also what is not finished.</param>
    public ShipMany.Input Read(FormReader reader, bool all) => new([.. Rows
        .Where(row => Only is { } only ? row.OrderId == only : row.Pick)
        .Select(row => new ShipMany.Row(row.OrderId, string.IsNullOrWhiteSpace(row.Carrier) ? Carrier : row.Carrier, row.Tracking,
            reader.Whole(row.Packages, "Packages"), all))]);
}
