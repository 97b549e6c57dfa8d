namespace OrderLedger.App.Access;

/// <summary>What can be allowed.</summary>
public enum Right
{
    SeePrices,
    SeeCost,
    EditCustomers,
    EditProducts,
    PlaceOrders,
    ConfirmOrders,
    HoldOrders,
    CancelOrders,
    Produce,
    Ship,
    RecordMoney,
    Override,
    Import,

    /// <summary>Taking back what one did oneself; of others, only who may do everything.</summary>
    Undo,
    Settings,
    Users,

    /// <summary>Notes and files on orders that one sees.</summary>
    Comment,

    /// <summary>Counts of stock, and what came or went without an order.</summary>
    KeepStock,
}

/// <summary>Role × right: everything not named here is refused.</summary>
public static class Rights
{
    private static readonly Dictionary<Role, HashSet<Right>> Table = new()
    {
        [Role.Owner] = [.. Enum.GetValues<Right>()],
        [Role.Sales] = [Right.SeePrices, Right.EditCustomers, Right.PlaceOrders, Right.ConfirmOrders, Right.HoldOrders,
            Right.CancelOrders, Right.Undo, Right.Comment],
        [Role.Production] = [Right.Produce, Right.HoldOrders, Right.Undo, Right.Comment],
        [Role.Warehouse] = [Right.Ship, Right.HoldOrders, Right.Undo, Right.Comment, Right.KeepStock],
        [Role.Finance] = [Right.SeePrices, Right.SeeCost, Right.RecordMoney, Right.EditCustomers, Right.HoldOrders,
            Right.Override, Right.Undo, Right.Comment],
        [Role.Viewer] = [Right.SeePrices],
    };

    public static bool Has(Role role, Right right) => Table[role].Contains(right);
}
