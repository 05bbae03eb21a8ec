using Aqueduct.Runtime;

namespace Aqueduct.Objects.Tests;

/// <summary>Artifacts as files of the home.</summary>
public sealed class FileArtifactTests : IDisposable
{
    readonly string _home = Directory.CreateTempSubdirectory("aqueduct-files-").FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    ArtifactContract Contract => new(new ArtifactStore(_home), (name, bytes) => File.WriteAllBytesAsync(Path.Combine(_home, "artifacts", name), bytes));

    [Fact]
    public Task An_artifact_is_named_by_the_hash_of_its_bytes_and_comes_back_as_it_was() => Contract.An_artifact_is_named_by_the_hash_of_its_bytes_and_comes_back_as_it_was();

    [Fact]
    public Task Equal_bytes_are_kept_once_however_many_write_them_at_once() => Contract.Equal_bytes_are_kept_once_however_many_write_them_at_once();

    [Fact]
    public Task Nothing_is_left_of_an_artifact_whose_codec_fails_half_way_or_is_canceled() => Contract.Nothing_is_left_of_an_artifact_whose_codec_fails_half_way_or_is_canceled();

    [Fact]
    public Task A_large_artifact_passes_through_a_small_memory_both_ways() => Contract.A_large_artifact_passes_through_a_small_memory_both_ways();

    [Fact]
    public Task What_is_missing_or_corrupt_is_found_and_not_read() => Contract.What_is_missing_or_corrupt_is_found_and_not_read();

    [Fact]
    public Task What_is_young_stays_and_what_is_old_goes() => Contract.What_is_young_stays_and_what_is_old_goes();
}
