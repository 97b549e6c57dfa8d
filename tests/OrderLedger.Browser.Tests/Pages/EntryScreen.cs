namespace OrderLedger.Browser.Tests.Pages;

/// <summary>The set-up of a new book, and signing in.</summary>
internal sealed class EntryScreen(IPage page)
{
    public async Task SetUpAsync(string company, string name, string password)
    {
        await page.GetByLabel("公司名称").FillAsync(company);
        await page.Locator("#name").FillAsync(name);
        await page.Locator("#password").FillAsync(password);
        await page.Locator("#repeat").FillAsync(password);
        await page.Locator("main form .btn.primary").ClickAsync();
    }

    public async Task SignInAsync(string name, string password)
    {
        await page.Locator("#name").FillAsync(name);
        await page.Locator("#password").FillAsync(password);
        await page.Locator("main form .btn.primary").ClickAsync();
    }

    public async Task SignOutAsync()
    {
        await page.Locator("header.top details.menu > summary").Last.ClickAsync();
        await page.Locator("form[action='/sign-out'] button").ClickAsync();
    }
}
