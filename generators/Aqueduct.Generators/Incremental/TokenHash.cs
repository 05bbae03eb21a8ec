using Microsoft.CodeAnalysis;

namespace Aqueduct.Generators.Incremental;

/// <summary>A 64-bit hash (FNV-1a) over tokens as they are written, white space and comments left out. The same for the same tokens in every process.</summary>
struct TokenHash
{
    ulong _value;

    public readonly ulong Value => _value;

    public static TokenHash Start() => new() { _value = 14695981039346656037UL };

    public void Add(SyntaxToken token)
    {
        Add((ulong)token.RawKind);
        Add(token.Text);
    }

    public void Add(string text)
    {
        foreach (var c in text)
            _value = unchecked((_value ^ c) * 1099511628211UL);
        Add((ulong)text.Length);
    }

    public void Add(ulong value)
    {
        for (var shift = 0; shift < 64; shift += 16)
            _value = unchecked((_value ^ ((value >> shift) & 0xFFFF)) * 1099511628211UL);
    }
}
