using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace OrderLedger.App.Access;

/// <summary>Random bearers of rights: sessions, tokens, links. What is stored is their hash.</summary>
public static class Secrets
{
    /// <summary>256 random bits, in characters that need no escaping in an address or a header.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>SHA-256 in hex. A slow hash is for passwords; 256 random bits cannot be guessed.</summary>
    public static string Hash(string secret) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Compares without telling by its time where the two differ.</summary>
    public static bool AreEqual(string one, string other) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(one)), SHA256.HashData(Encoding.UTF8.GetBytes(other)));
}
