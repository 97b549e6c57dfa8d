using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OrderLedger.App.Data;

namespace OrderLedger.Web.Hosting;

/// <summary>Keys of the antiforgery tokens: in the book's folder, or in the database that several nodes share.</summary>
internal static class BookKeys
{
    public static void AddBookKeys(this IServiceCollection services, BookPlace place)
    {
        var protection = services.AddDataProtection().SetApplicationName("orderledger");
        if (place.Postgres is null)
        {
            var keys = Path.Combine(place.Directory, "keys");
            BookStart.CreateFolder(place.Directory);
            BookStart.CreateFolder(keys);
            protection.PersistKeysToFileSystem(new DirectoryInfo(keys));
        }
        else
        {
            services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(static provider =>
                new ConfigureOptions<KeyManagementOptions>(options =>
                    options.XmlRepository = new InDatabase(provider.GetRequiredService<Book>())));
        }
    }

    /// <summary>The interface is synchronous; it is asked once per key and day.</summary>
    private sealed class InDatabase(Book book) : IXmlRepository
    {
        public IReadOnlyCollection<XElement> GetAllElements()
        {
            using var db = book.CreateDb();
            return [.. db.DataKeys.AsNoTracking().Select(static k => k.Xml).AsEnumerable().Select(XElement.Parse)];
        }

        public void StoreElement(XElement element, string friendlyName)
        {
            using var db = book.CreateDb();
            db.DataKeys.Add(new DataKey { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
            db.SaveChangesAsync().GetAwaiter().GetResult();
        }
    }
}
