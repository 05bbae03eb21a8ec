using System.Reflection;
using System.Security.Cryptography;

namespace Aqueduct.Runtime;

/// <summary>Versions of the code of operators, checks and metrics. Generated code registers them, as one text for each assembly; nothing is read before somebody asks.</summary>
public static class CodeVersions
{
    static readonly Lock Gate = new();
    static readonly List<(string Methods, Func<Module[]> Libraries)> Registered = [];
    static readonly Dictionary<string, (string Version, bool UsesRun)> Known = [];

    /// <summary>Registers the versions of an assembly's methods.</summary>
    /// <param name="methods">A line for each method: its full name, a space, its version as 16 hexadecimal digits; behind it " libraries" where the version depends on those of the assembly, and " run" where the method may ask the run's context.</param>
    /// <param name="libraries">The libraries: another build of one of them is another version.</param>
    public static void Add(string methods, Func<Module[]> libraries)
    {
        lock (Gate)
            Registered.Add((methods, libraries));
    }

    /// <summary>The version of a method's code.</summary>
    /// <returns>16 hexadecimal digits; null for a method that no generated code has registered.</returns>
    public static string? Of(MethodCode code) => Find(code)?.Version;

    /// <summary>Whether the method may ask the run's context: for its logical time or random numbers, say.</summary>
    internal static bool UsesRun(MethodCode code) => Find(code)?.UsesRun ?? true;

    static (string Version, bool UsesRun)? Find(MethodCode code)
    {
        code.Register();
        lock (Gate)
        {
            foreach (var (methods, libraries) in Registered)
                Read(methods, libraries);
            Registered.Clear();
            return Known.TryGetValue(code.Method, out var found) ? found : null;
        }
    }

    static void Read(string methods, Func<Module[]> libraries)
    {
        string? builds = null;
        foreach (var line in methods.Split('\n'))
        {
            var words = line.Split(' ');
            var version = words[1];
            if (words.Contains("libraries"))
                version = Hash(version + (builds ??= string.Join(' ', libraries().Select(l => l.ModuleVersionId))));
            Known[words[0]] = (version, words.Contains("run"));
        }
    }

    static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)), 0, 8);
}
