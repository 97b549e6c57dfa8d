using System.Globalization;

namespace OrderLedger.Browser.Tests.Pages;

/// <summary>The form of a new order.</summary>
internal sealed class OrderForm(IPage page)
{
    public Task OpenAsync() => page.GotoAsync("/orders/new");

    public Task CustomerAsync(string name) => page.Locator("#customer").FillAsync(name);

    public async Task LineAsync(int index, string product, string quantity, string unitPrice)
    {
        await Field(index, "Product").FillAsync(product);
        await Field(index, "Quantity").FillAsync(quantity);
        await Field(index, "UnitPrice").FillAsync(unitPrice);
    }

    public Task SaveAsync() => page.Locator("button[name='Form.Do'][value='confirm']").ClickAsync();

    public ILocator Field(int index, string name) => page.Locator(
        string.Create(CultureInfo.InvariantCulture, $"[name='Form.Lines[{index}].{name}']"));

    /// <summary>Goes on with Tab until this field has the keyboard.</summary>
    public async Task TabToAsync(string selector)
    {
        for (var presses = 0; presses < 200; presses++)
        {
            var isThere = await page.EvaluateAsync<bool>("css => document.activeElement?.matches(css) ?? false", selector);
            if (isThere) return;
            await page.Keyboard.PressAsync("Tab");
        }
        Assert.Fail($"The keyboard never reaches {selector}.");
    }
}
