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
}

/// <summary>Role × right: everything not named here is refused.</summary>
public static class Rights
{
    private static readonly Dictionary<Role, HashSet<Right>> Table = new()
    {
        [Role.Owner] = [.. Enum.GetValues<Right>()],
        [Role.Sales] = [Right.SeePrices, Right.EditCustomers, Right.PlaceOrders, Right.ConfirmOrders, Right.HoldOrders,
            Right.CancelOrders, Right.Undo],
        [Role.Production] = [Right.Produce, Right.HoldOrders, Right.Undo],
        [Role.Warehouse] = [Right.Ship, Right.HoldOrders, Right.Undo],
        [Role.Finance] = [Right.SeePrices, Right.SeeCost, Right.RecordMoney, Right.EditCustomers, Right.HoldOrders,
            Right.Override, Right.Undo],
        [Role.Viewer] = [Right.SeePrices],
    };

    public static bool Has(Role role, Right right) => Table[role].Contains(right);
}
