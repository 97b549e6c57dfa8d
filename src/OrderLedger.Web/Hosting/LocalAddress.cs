namespace OrderLedger.Web.Hosting;

/// <summary>Where to go after a form: an address of this site, never one that a link smuggled in.</summary>
public static class LocalAddress
{
    /// <summary>The address when it is a path of this site, else the ledger.</summary>
    public static string OrHome(string? address) =>
        address is ['/', ..] and not ['/', '/' or '\\', ..] && !address.Any(static c => char.IsControl(c) || c == '\\')
            ? address : "/";
}
