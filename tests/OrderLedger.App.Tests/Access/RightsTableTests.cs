using OrderLedger.App.Access;

namespace OrderLedger.App.Tests.Access;

/// <summary>The table of rights, told a second time: a slip of the hand there would open a door.</summary>
public sealed class RightsTableTests
{
    [Theory]
    [InlineData(Right.SeePrices, "Owner Sales Finance Viewer")]
    [InlineData(Right.SeeCost, "Owner Finance")]
    [InlineData(Right.EditCustomers, "Owner Sales Finance")]
    [InlineData(Right.EditProducts, "Owner")]
    [InlineData(Right.PlaceOrders, "Owner Sales")]
    [InlineData(Right.ConfirmOrders, "Owner Sales")]
    [InlineData(Right.HoldOrders, "Owner Sales Production Warehouse Finance")]
    [InlineData(Right.CancelOrders, "Owner Sales")]
    [InlineData(Right.Produce, "Owner Production")]
    [InlineData(Right.Ship, "Owner Warehouse")]
    [InlineData(Right.RecordMoney, "Owner Finance")]
    [InlineData(Right.Override, "Owner Finance")]
    [InlineData(Right.Import, "Owner")]
    [InlineData(Right.Undo, "Owner Sales Production Warehouse Finance")]
    [InlineData(Right.Settings, "Owner")]
    [InlineData(Right.Users, "Owner")]
    [InlineData(Right.Comment, "Owner Sales Production Warehouse Finance")]
    [InlineData(Right.KeepStock, "Owner Warehouse")]
    public void Each_right_is_of_these_roles(Right right, string roles) =>
        Assert.Equal(roles, string.Join(' ', Enum.GetValues<Role>().Where(role => Rights.Has(role, right))));

    [Fact]
    public void Every_right_stands_above() => Assert.Equal(18, Enum.GetValues<Right>().Length);
}
