using OrderLedger.Domain.Orders;

namespace OrderLedger.Domain.Tests.Orders;

public sealed class AttachmentTests
{
    [Theory]
    [InlineData("合同 2026.pdf", "合同 2026.pdf")]
    [InlineData(@"C:\Users\我\报价.xlsx", "报价.xlsx")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("a\r\nSet-Cookie: x.pdf", "a  Set-Cookie  x.pdf")]
    [InlineData("invoice\u202Efdp.exe", "invoice fdp.exe")]
    [InlineData("CON.txt", "_CON.txt")]
    [InlineData("com1", "_com1")]
    [InlineData("...", "file")]
    [InlineData("", "file")]
    [InlineData(null, "file")]
    [InlineData("\"<>|?*:.png", "png")]
    public void A_name_is_no_path_no_device_and_no_trick(string? typed, string clean) => Assert.Equal(clean, Attachment.CleanName(typed));

    [Fact]
    public void A_long_name_keeps_its_extension() =>
        Assert.Equal(new string('长', 80) + ".pdf", Attachment.CleanName(new string('长', 300) + ".pdf"));

    [Fact]
    public void Only_the_first_bytes_say_what_a_browser_may_show()
    {
        Assert.Equal("image/png", Attachment.TypeOf([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 1]));
        Assert.Equal("image/jpeg", Attachment.TypeOf([0xFF, 0xD8, 0xFF, 0xE0]));
        Assert.Equal("application/octet-stream", Attachment.TypeOf("<svg onload=alert(1)>"u8));
        Assert.Equal("application/octet-stream", Attachment.TypeOf([]));
    }
}
