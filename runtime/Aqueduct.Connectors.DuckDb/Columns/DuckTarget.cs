using System.Text;
using static DuckDB.NET.Native.NativeMethods;

namespace Aqueduct.Connectors.DuckDb;

/// <summary>A vector that is being filled.</summary>
sealed unsafe class DuckTarget
{
    // Strict: half a surrogate pair must not turn into another character on its way.
    static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    byte[] _buffer = new byte[256];
    nint _vector;
    byte* _data;
    ulong* _validity;

    /// <summary>Goes to another vector.</summary>
    public void Start(nint vector)
    {
        _vector = vector;
        _data = (byte*)Vectors.DuckDBVectorGetData(vector);
        _validity = null;
    }

    /// <summary>Room for <paramref name="count"/> values laid out as <typeparamref name="V"/>.</summary>
    public Span<V> Values<V>(int count) => new(_data, count);

    public void Set<V>(int row, V value) where V : unmanaged => System.Runtime.CompilerServices.Unsafe.WriteUnaligned(_data + ((long)sizeof(V) * row), value);

    public void SetNull(int row)
    {
        if (_validity is null)
        {
            Vectors.DuckDBVectorEnsureValidityWritable(_vector);
            _validity = Vectors.DuckDBVectorGetValidity(_vector);
        }

        _validity[row >> 6] &= ~(1UL << (row & 63));
    }

    /// <exception cref="EncoderFallbackException">The text holds half a surrogate pair.</exception>
    public void SetText(int row, ReadOnlySpan<char> text)
    {
        var most = Utf8.GetMaxByteCount(text.Length);
        if (_buffer.Length < most)
            _buffer = new byte[Math.Max(most, _buffer.Length * 2)];
        SetBytes(row, _buffer.AsSpan(0, Utf8.GetBytes(text, _buffer)));
    }

    public void SetBytes(int row, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* first = bytes)
        {
            var nothing = (byte)0;
            Vectors.DuckDBVectorAssignStringElementLength(_vector, (ulong)row, first is null ? &nothing : first, bytes.Length);
        }
    }
}
