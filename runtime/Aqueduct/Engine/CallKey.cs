using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Aqueduct.Runtime;

/// <summary>What the result of a call depends on beside the operator's code: the values it is given, in the order of its parameters.</summary>
/// <param name="method">The method with its type arguments, in C#.</param>
public sealed class CallKey(string method)
{
    readonly List<(int Node, int Output, string Text)> _parts = [(-1, 0, method)];

    /// <summary>Adds an artifact: output number <paramref name="output"/> of a node of the same graph.</summary>
    public CallKey Artifact(int node, int output) => Add(node, output, "");

    /// <summary>Adds all artifacts of a node.</summary>
    public CallKey Artifacts(int node) => Add(node, -1, "");

    /// <summary>Adds a workflow parameter's value.</summary>
    public CallKey Value<T>(T value) => Constant(ScalarText.Format(value) is { } text ? "=" + text : "");

    /// <summary>Adds a constant, as C#.</summary>
    public CallKey Constant(string code) => Add(-1, 0, code);

    /// <summary>The nodes whose artifacts it names.</summary>
    internal IEnumerable<int> Nodes => _parts.Where(p => p.Node >= 0).Select(p => p.Node).Distinct();

    /// <summary>The key as a hash, in lower-case hexadecimal.</summary>
    /// <param name="version">Version of the operator's code, and whatever else counts for all its calls.</param>
    /// <param name="hashes">Hashes of the artifacts of a node, in order.</param>
    internal string Hash(string version, Func<int, IReadOnlyList<string>> hashes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(version);
        foreach (var (node, output, text) in _parts)
            if (node < 0)
                Append(text);
            else if (output < 0)
                foreach (var each in hashes(node))
                    Append(each);
            else
                Append(hashes(node)[output]);
        return Convert.ToHexStringLower(hash.GetHashAndReset());

        // With its length in front, so that no two lists of texts are one.
        void Append(string text)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            hash.AppendData(Encoding.UTF8.GetBytes(bytes.Length.ToString(CultureInfo.InvariantCulture) + ":"));
            hash.AppendData(bytes);
        }
    }

    CallKey Add(int node, int output, string text)
    {
        _parts.Add((node, output, text));
        return this;
    }
}
