using System.Buffers.Binary;

namespace Aqueduct.Connectors.DuckDb;

/// <summary>Guid and UUID, which DuckDB keeps as a number of 128 bits with its sign turned, so that it sorts as its text does.</summary>
static class DuckGuids
{
    /// <summary>The stored number.</summary>
    public static Int128 Bits(Guid guid)
    {
        Span<byte> bytes = stackalloc byte[16];
        guid.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadInt128BigEndian(bytes) ^ Int128.MinValue;
    }

    public static Guid Of(Int128 bits)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt128BigEndian(bytes, bits ^ Int128.MinValue);
        return new Guid(bytes, bigEndian: true);
    }
}
