namespace OrderLedger.Browser.Tests.Pages;

/// <summary>A desk: rows of work with fields in them.</summary>
internal sealed class DeskScreen(IPage page)
{
    public ILocator Rows => page.Locator("tr[data-desk-row]");

    public ILocator Picked => page.Locator("[data-picked]");

    public ILocator Outcome => page.Locator(".alert.good");

    public ILocator Refused => page.Locator("[data-refused]");

    public ILocator RowOf(string text) => Rows.Filter(new() { HasText = text });

    /// <summary>As Excel puts it on the clipboard.</summary>
    public static Task PasteAsync(ILocator field, string text) => field.EvaluateAsync("""
        (field, text) => {
          const data = new DataTransfer();
          data.setData('text/plain', text);
          field.focus();
          field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
        }
        """, text);

    public Task SendAsync() => page.Locator(".desk-foot .btn.primary").ClickAsync();
}
