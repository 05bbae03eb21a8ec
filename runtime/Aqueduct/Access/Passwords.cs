using System.Globalization;
using System.Security.Cryptography;

namespace Aqueduct.Runtime;

/// <summary>Passwords, of which only a slow hash with a salt is kept: PBKDF2 with HMAC-SHA-512.</summary>
static class Passwords
{
    /// <summary>Fewest characters, as NIST SP 800-63B-4 asks where a password is the only proof.</summary>
    public const int Shortest = 15;

    // Iterations: OWASP's Password Storage Cheat Sheet, 2023, for this function.
    const int Iterations = 210_000, SaltBytes = 16, HashBytes = 32;

    const string Scheme = "pbkdf2-sha512";

    // What is compared with where there is no such user, so that the answer takes as long.
    static readonly Lazy<string> Nobody = new(() => Hash("nobody has this password"));

    /// <summary>The hash to keep, with what it takes to check it.</summary>
    /// <exception cref="RefusedException">It is too short.</exception>
    public static string Hash(string password)
    {
        if (password.Length < Shortest)
            throw new RefusedException($"The password has {password.Length} characters; it needs {Shortest}. A few words in a row are easy to keep in mind.");
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return string.Create(CultureInfo.InvariantCulture, $"{Scheme}${Iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(Derive(password, salt, Iterations))}");
    }

    /// <summary>Whether it is the password of that hash; without a hash it takes as long and is not.</summary>
    public static bool Matches(string password, string? hash)
    {
        var parts = (hash ?? Nobody.Value).Split('$');
        if (parts is not [Scheme, var iterations, var salt, var expected])
            throw new InvalidDataException($"The store holds a password of the scheme '{parts[0]}', which this program does not know. Set it anew: access user password.");
        var derived = Derive(password, Convert.FromBase64String(salt), int.Parse(iterations, CultureInfo.InvariantCulture));
        return CryptographicOperations.FixedTimeEquals(derived, Convert.FromBase64String(expected)) && hash is not null;
    }

    static byte[] Derive(string password, byte[] salt, int iterations) => Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, HashAlgorithmName.SHA512, HashBytes);
}
