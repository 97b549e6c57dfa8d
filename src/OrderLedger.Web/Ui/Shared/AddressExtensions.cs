using Microsoft.AspNetCore.Components;

namespace OrderLedger.Web.Ui.Shared;

/// <summary>The state of a list lives in its address: these write the next one.</summary>
public static class AddressExtensions
{
    extension(NavigationManager navigation)
    {
        /// <summary>This address with some parameters changed; null takes one away. The page number goes unless it is given.</summary>
        public string With(params (string Name, object? Value)[] changes)
        {
            var parameters = new Dictionary<string, object?>(StringComparer.Ordinal) { ["page"] = null, ["done"] = null };
            foreach (var (name, value) in changes) parameters[name] = value;
            return navigation.GetUriWithQueryParameters(parameters);
        }
    }
}
