namespace OrderLedger.Browser.Tests.Pages;

/// <summary>Hands on the keyboard: texts are typed, every other key is counted.</summary>
internal sealed class CountedKeys(IPage page)
{
    public int Count { get; private set; }

    public Task TypeAsync(string text) => page.Keyboard.TypeAsync(text);

    /// <summary>A chord such as <c>Control+Enter</c> counts each of its keys.</summary>
    public async Task PressAsync(params string[] keys)
    {
        foreach (var key in keys)
        {
            Count += key.Split('+').Length;
            await page.Keyboard.PressAsync(key);
        }
    }

    /// <summary>Puts a block on the clipboard of the field that has the keyboard, as Excel does: Control+V.</summary>
    public async Task PasteAsync(string block)
    {
        Count += 2;
        await page.EvaluateAsync("""
            text => {
              const clipboardData = new DataTransfer();
              clipboardData.setData('text/plain', text);
              document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
            }
            """, block);
    }
}
