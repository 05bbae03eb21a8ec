using Aqueduct.Runtime;

namespace Aqueduct.Tests.Runs;

public class MemoryCodecTests
{
    [Fact]
    public async Task A_piece_of_memory_is_stored_as_its_bytes_and_nothing_around_it()
    {
        using var stored = new MemoryStream();
        await MemoryCodec.Instance.WriteAsync("abcdef"u8.ToArray().AsMemory(1, 3), stored, CancellationToken.None);
        Assert.Equal("bcd"u8.ToArray(), stored.ToArray());
        stored.Position = 0;
        Assert.Equal("bcd"u8.ToArray(), (await MemoryCodec.Instance.ReadAsync(stored, CancellationToken.None)).ToArray());
        Assert.Equal("application/octet-stream", MemoryCodec.Instance.MediaType);
    }
}
