using Aqueduct.Integration.Tests.Infrastructure;

namespace Aqueduct.Integration.Tests.Language;

/// <summary>What is made of a source depends on nothing but the source.</summary>
[Collection(Infrastructure.Packages.Name)]
public sealed class DeterminismTests(PackedFeed feed)
{
    [Fact]
    public void Emitted_source_model_and_rendered_files_are_the_same_in_another_folder_culture_and_time_zone()
    {
        var here = feed.Everything.Made;
        var there = Everything.Publish(feed, "elsewhere with spaces/İstanbul", "tr_TR.UTF-8", "America/St_Johns").Made;

        Assert.Equal(here.Keys, there.Keys);
        Assert.All(here, made => Assert.Equal(made.Value, there[made.Key]));
        foreach (var app in (string[])["Nightly", "churn", "files", "segments"])
        {
            Assert.Contains(here.Keys, path => path.StartsWith($"{app}/obj/", StringComparison.Ordinal) && path.EndsWith("/AqueductModelCarrier.g.cs", StringComparison.Ordinal));
            Assert.Contains(here.Keys, path => path == $"{app}/bin/Release/net10.0/publish/aqueduct/kubernetes.yaml");
        }
    }
}
