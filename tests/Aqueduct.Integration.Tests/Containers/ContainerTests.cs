using System.Text.Json;
using System.Text.RegularExpressions;
using Aqueduct.Artifacts.Images;
using Aqueduct.Integration.Tests.Infrastructure;

namespace Aqueduct.Integration.Tests.Containers;

/// <summary>AqueductTarget=container: the image is built without a daemon, pushed to a real registry, and run by a real container runtime.</summary>
[Collection(Infrastructure.Packages.Name)]
public sealed class ContainerTests(PackedFeed feed, ContainerTests.Machine machine) : IClassFixture<ContainerTests.Machine>
{
    const string Built = "Building image '";

    /// <summary>A registry, started when a test first asks; the tests are skipped where there is none.</summary>
    public sealed class Machine : IDisposable
    {
        readonly Lazy<ImageRegistry> _registry = new(() => new ImageRegistry());

        public ImageRegistry Registry => _registry.Value;

        public void Dispose()
        {
            if (_registry.IsValueCreated)
                Registry.Dispose();
        }
    }

    [ContainerFact]
    public void An_archive_holds_the_app_and_nothing_else_and_runs_as_nobody_in_particular_without_network_and_shell()
    {
        var folder = feed.NewHello();
        var said = Publish(folder, []);
        var archive = Path.Combine(folder, "artifacts/hello/aqueduct/hello.oci.tar");
        using var container = new Container(archive);

        Assert.Contains($"hello -> hello:1.0.0@{container.Manifest.Digest} in {archive}", said.Text);
        Assert.Equal("1654", container.Config["config"]!["User"]!.GetValue<string>());
        var files = Directory.EnumerateFiles(Path.Combine(container.Root, "app"), "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(container.Root, f)).ToList();
        Assert.Contains("app/hello.dll", files);
        Assert.DoesNotContain(files, f => f.StartsWith("app/aqueduct/", StringComparison.Ordinal) || f.Contains("/runtimes/win", StringComparison.Ordinal) || f.Contains("/runtimes/osx", StringComparison.Ordinal));
        Assert.False(File.Exists(Path.Combine(container.Root, "bin/sh")));

        var run = container.Run();
        Assert.True(run.ExitCode == 0, run.Text);
        Assert.Contains("✓ Hello: Succeeded", run.Text);
        var local = feed.DotNet.Succeed(folder, "run", "hello.cs");
        Assert.Equal(Hashes(local.Text), Hashes(run.Text));
        Assert.Equal(0, container.Run("runs").ExitCode); // the home outlives the container
    }

    [ContainerFact]
    public async Task An_image_is_pushed_to_the_registry_that_its_name_says_and_has_the_same_digest_wherever_and_whenever_it_is_built()
    {
        string[] arguments = [$"-p:ContainerRegistry={machine.Registry.Host}", "-p:ContainerRepository=team/hello"];
        var here = feed.NewHello();
        var first = Publish(here, arguments);
        Assert.Contains(Built, first.Text);
        var digest = DigestOf(first);
        Assert.Equal(digest, await machine.Registry.DigestAsync($"{machine.Registry.Host}/team/hello:1.0.0"));

        var again = Publish(here, arguments);
        Assert.DoesNotContain(Built, again.Text);
        Assert.DoesNotContain("Sending", again.Text);
        Assert.Equal(digest, DigestOf(again));

        var elsewhere = Publish(feed.NewHello(), arguments, ("LC_ALL", "tr_TR.UTF-8"), ("TZ", "Pacific/Auckland"));
        Assert.Contains(Built, elsewhere.Text);
        Assert.Equal(digest, DigestOf(elsewhere));

        // A change of the code is another image, and of it only what changed is sent.
        var edited = Publish(feed.NewHello(source => source.Replace("c.CompanySize)", "c.CompanySize + 1)")), arguments);
        Assert.NotEqual(digest, DigestOf(edited));
        Assert.Equal(2, Regex.Count(edited.Text, "Sending sha256:")); // the app's layer and the configuration
    }

    [ContainerTheory]
    [InlineData(20, "-p:AqueductAot=true"), InlineData(45, "-p:PublishTrimmed=true")]
    public void An_app_that_brings_what_it_needs_runs_in_an_image_without_dotnet(int megabytes, string property)
    {
        var folder = feed.NewHello();
        // The later of two properties counts.
        Publish(folder, [property, $"-p:AqueductBaseImage={machine.Registry.BareImage}"]);
        using var container = new Container(Path.Combine(folder, "artifacts/hello/aqueduct/hello.oci.tar"));
        Assert.Equal("/app/hello", container.Config["config"]!["Entrypoint"]![0]!.GetValue<string>());
        Assert.InRange(container.Layers[^1].Size, 1, megabytes * 1_000_000L);

        var run = container.Run();
        Assert.True(run.ExitCode == 0, run.Text);
        Assert.Contains("✓ Hello: Succeeded", run.Text);
        Assert.Equal(Hashes(feed.DotNet.Succeed(folder, "run", "hello.cs").Text), Hashes(run.Text));
    }

    [ContainerFact]
    public void A_base_image_that_cannot_be_had_is_said_before_anything_is_published()
    {
        var folder = feed.NewHello();
        var missing = $"{machine.Registry.Host}/base/none:1";
        var output = feed.DotNet.Run(folder, "publish", "hello.cs", "-p:AqueductTarget=container", $"-p:AqueductBaseImage={missing}");
        Assert.Equal(1, output.ExitCode);
        Assert.Contains($"error AQ9014: The base image '{missing}' cannot be had: the registry has no such image. Name one that can be with -p:AqueductBaseImage=…", output.Text);

        output = feed.DotNet.Run(folder, "publish", "hello.cs", "-p:AqueductTarget=container", "-p:AqueductBaseImage=localhost:1/base:1");
        Assert.Contains("error AQ9014: The base image 'localhost:1/base:1' cannot be had: Connection refused (localhost:1)", output.Text);
        Assert.False(Directory.Exists(Path.Combine(folder, "artifacts")));
    }

    [ContainerFact]
    public void A_registry_that_cannot_be_reached_is_named_and_the_image_is_kept()
    {
        var folder = feed.NewHello();
        var output = feed.DotNet.Run(folder, "publish", "hello.cs", "-p:AqueductTarget=container", $"-p:AqueductBaseImage={machine.Registry.BaseImage}", "-p:ContainerRegistry=localhost:1");
        Assert.Equal(1, output.ExitCode);
        Assert.Contains("error AQ9015: The image cannot be brought to 'localhost:1': Connection refused (localhost:1).", output.Text);
        Assert.DoesNotContain(Built, Publish(folder, [$"-p:ContainerRegistry={machine.Registry.Host}"]).Text);
    }

    Output Publish(string folder, string[] arguments, params (string, string)[] variables) =>
        feed.DotNet.With(variables).Succeed(folder, ["publish", "hello.cs", "-p:AqueductTarget=container", $"-p:AqueductBaseImage={machine.Registry.BaseImage}", .. arguments]);

    static string DigestOf(Output output) => Regex.Match(output.Text, "hello -> .*@(sha256:[0-9a-f]{64})").Groups[1].Value;

    /// <summary>The artifacts' hashes, as a run's summary shows them.</summary>
    static string[] Hashes(string text) => [.. Regex.Matches(text, @"\b[0-9a-f]{2}/[0-9a-f]{10}").Select(m => m.Value)];
}
