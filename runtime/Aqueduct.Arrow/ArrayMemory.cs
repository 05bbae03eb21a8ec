using System.Buffers;
using System.Runtime.InteropServices;
using Apache.Arrow;

namespace Aqueduct.Arrow;

/// <summary>An array of .NET as the bytes that Arrow reads, not copied.</summary>
sealed unsafe class ArrayMemory<V>(V[] items, int count) : MemoryManager<byte> where V : unmanaged
{
    /// <summary>The first <paramref name="count"/> items as a buffer.</summary>
    public static ArrowBuffer Buffer(V[] items, int count) => count == 0 ? ArrowBuffer.Empty : new(new ArrayMemory<V>(items, count).Memory);

    public override Span<byte> GetSpan() => MemoryMarshal.AsBytes(items.AsSpan(0, count));

    public override MemoryHandle Pin(int elementIndex = 0)
    {
        var handle = GCHandle.Alloc(items, GCHandleType.Pinned);
        return new((byte*)handle.AddrOfPinnedObject() + elementIndex, handle);
    }

    public override void Unpin()
    {
        // The handle that Pin gave frees the array.
    }

    protected override void Dispose(bool disposing)
    {
    }
}
