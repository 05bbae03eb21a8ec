using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Aqueduct.Runtime;

/// <summary>What the result of a call depends on beside the operator's code: the values it is given, in the order of its parameters.</summary>
/// <param name="method">The method with its type arguments, in C#.</param>
public sealed class CallKey(string method)
{
    readonly List<Part> _parts = [new(method)];

    /// <summary>Adds an artifact: output number <paramref name="output"/> of a node.</summary>
    /// <param name="node">The node's number.</param>
    /// <param name="output">The output's number.</param>
    /// <param name="depth">0: of the same graph; in a map, by how many graphs the node stands further out.</param>
    public CallKey Artifact(int node, int output, int depth = 0) => Add(new("", node, output, depth));

    /// <summary>Adds all artifacts of a node.</summary>
    /// <inheritdoc cref="Artifact"/>
    public CallKey Artifacts(int node, int depth = 0) => Add(new("", node, -1, depth));

    /// <summary>Adds the item of a map.</summary>
    /// <param name="value">The item.</param>
    /// <param name="codec">Writes what it is known by: equal items are equal bytes.</param>
    public CallKey Item<T>(T value, IArtifactCodec<T> codec) => Add(new("", Value: () => ArtifactHash.OfAsync(value, codec)));

    /// <summary>Adds a workflow parameter's value.</summary>
    public CallKey Value<T>(T value) => Constant(ScalarText.Format(value) is { } text ? "=" + text : "");

    /// <summary>Adds a constant, as C#.</summary>
    public CallKey Constant(string code) => Add(new(code));

    /// <summary>The key as a hash, in lower-case hexadecimal.</summary>
    /// <param name="version">Version of the operator's code, and whatever else counts for all its calls.</param>
    /// <param name="hashes">Hashes of the artifacts of a node, in order, by its number and how many graphs it stands further out.</param>
    internal async ValueTask<string> HashAsync(string version, Func<int, int, ValueTask<IReadOnlyList<string>>> hashes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(version);
        foreach (var part in _parts)
        {
            if (part.Value is { } value)
                Append(await value().ConfigureAwait(false));
            else if (part.Node < 0)
                Append(part.Text);
            else if (await hashes(part.Node, part.Depth).ConfigureAwait(false) is var known && part.Output >= 0)
                Append(known[part.Output]);
            else
                foreach (var each in known)
                    Append(each);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());

        // With its length in front, so that no two lists of texts are one.
        void Append(string text)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            hash.AppendData(Encoding.UTF8.GetBytes(bytes.Length.ToString(CultureInfo.InvariantCulture) + ":"));
            hash.AppendData(bytes);
        }
    }

    CallKey Add(Part part)
    {
        _parts.Add(part);
        return this;
    }

    /// <summary>A text, an artifact, or a value that is hashed when somebody asks.</summary>
    readonly record struct Part(string Text, int Node = -1, int Output = 0, int Depth = 0, Func<ValueTask<string>>? Value = null);
}
