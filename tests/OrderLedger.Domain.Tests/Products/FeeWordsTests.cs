using OrderLedger.Domain.Products;

namespace OrderLedger.Domain.Tests.Products;

public sealed class FeeWordsTests
{
    [Theory]
    [InlineData("运费", ProductKind.Fee)]
    [InlineData("模具费（一次性）", ProductKind.Fee)]
    [InlineData("现场安装费", ProductKind.Fee)]
    [InlineData(" Freight ", ProductKind.Fee)]
    [InlineData("SHIPPING FEE", ProductKind.Fee)]
    [InlineData("安装服务", ProductKind.Service)]
    [InlineData("Installation", ProductKind.Service)]
    [InlineData("法兰", ProductKind.Goods)]
    [InlineData("免费", ProductKind.Goods)]
    [InlineData("运费计量器", ProductKind.Goods)]
    [InlineData("Shipping box", ProductKind.Goods)]
    [InlineData("Coffee", ProductKind.Goods)]
    [InlineData("", ProductKind.Goods)]
    public void A_line_is_goods_unless_its_whole_text_says_otherwise(string text, ProductKind kind) =>
        Assert.Equal(kind, FeeWords.KindOf(text));
}
