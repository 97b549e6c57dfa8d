using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OrderLedger.Domain;

namespace OrderLedger.App.Access;

/// <summary>Passwords are kept as <c>pbkdf2-sha512$220000$salt$hash</c>.</summary>
public static class Passwords
{
    public const int LengthMin = 10;
    public const int LengthMax = 200;
    private const int Iterations = 220_000;
    private const string Scheme = "pbkdf2-sha512";

    /// <summary>Hashing takes a core for a tenth of a second: guesses must not take every core from the clerks.</summary>
    private static readonly SemaphoreSlim Cores = new(Math.Max(1, Environment.ProcessorCount / 2));
    private const int WaitingMax = 64;
    private static int _waiting;

    /// <summary>Stands in for the hash of an account that does not exist, so that its refusal takes as long.</summary>
    private static readonly string Nobody = Make(Secrets.New());

    public static Refusal? Check(string? password) => password switch
    {
        null or { Length: < LengthMin } => Refusal.Invalid("password.too-short", $"{LengthMin}").At("Password"),
        { Length: > LengthMax } => Refusal.Invalid("password.too-long", $"{LengthMax}").At("Password"),
        _ => null,
    };

    /// <summary>The text to keep; refused while too many wait.</summary>
    public static Task<Outcome<string>> HashAsync(string password, CancellationToken cancellation) =>
        AtWorkAsync(() => Make(password), cancellation);

    /// <param name="kept">Null: nobody's; false after the same work.</param>
    public static Task<Outcome<bool>> VerifyAsync(string password, string? kept, CancellationToken cancellation) =>
        AtWorkAsync(() => IsRight(password, kept ?? Nobody) && kept is not null, cancellation);

    private static async Task<Outcome<T>> AtWorkAsync<T>(Func<T> work, CancellationToken cancellation)
        where T : notnull
    {
        if (Interlocked.Increment(ref _waiting) > WaitingMax)
        {
            Interlocked.Decrement(ref _waiting);
            return new Refusal(RefusalKind.Busy, "server.busy");
        }
        try
        {
            await Cores.WaitAsync(cancellation);
            try
            {
                return await Task.Run(work, cancellation);
            }
            finally
            {
                Cores.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private static string Make(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        var hash = Derive(password, salt, Iterations, 32);
        return string.Join('$', Scheme, Iterations, Convert.ToBase64String(salt), Convert.ToBase64String(hash));
    }

    private static bool IsRight(string password, string kept)
    {
        if (password.Length > LengthMax) return false;
        var parts = kept.Split('$');
        if (parts is not [Scheme, var iterations, var salt, var hash]) return false;

        var expected = Convert.FromBase64String(hash);
        var derived = Derive(password, Convert.FromBase64String(salt),
            int.Parse(iterations, CultureInfo.InvariantCulture), expected.Length);
        return CryptographicOperations.FixedTimeEquals(derived, expected);
    }

    private static byte[] Derive(string password, byte[] salt, int iterations, int length) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt, iterations, HashAlgorithmName.SHA512, length);
}
