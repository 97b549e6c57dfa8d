namespace OrderLedger.Browser.Tests.Pages;

/// <summary>The import of a workbook: the file, the preview, the commit.</summary>
internal sealed class ImportScreen(IPage page)
{
    public ILocator Commit => page.Locator(".sticky-foot button.primary");

    public Task OpenAsync() => page.GotoAsync("/import");

    public async Task ReadAsync(string name, byte[] content)
    {
        await page.Locator("input[type='file']").SetInputFilesAsync(new FilePayload
        {
            Name = name, Buffer = content, MimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        });
        await page.Locator(".dropzone button.primary").ClickAsync();
        await Expect(Commit).ToBeVisibleAsync();
    }
}
