using System.Text.Json;
using Aqueduct.Integration.Tests.Infrastructure;

namespace Aqueduct.Integration.Tests.Publishing;

/// <summary>dotnet publish -p:AqueductTarget=local of a file-based app.</summary>
[Collection(Infrastructure.Packages.Name)]
public sealed class LocalTargetTests(PackedFeed feed)
{
    [Fact]
    public void The_app_is_installed_in_the_home_and_runs_from_there()
    {
        var folder = feed.NewHello();
        var output = feed.DotNet.Succeed(folder, "publish", "hello.cs", "-p:AqueductTarget=local");

        var app = Path.Combine(feed.Home, "apps", "hello");
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(app, "app.json")));
        string[] command = [.. manifest.RootElement.GetProperty("command").EnumerateArray().Select(c => c.GetString()!)];
        var run = feed.DotNet.Start(app, command[0], [.. command[1..], "run", "hello"]);

        Assert.Contains($"in {app}", output.Text);
        Assert.Equal("@daily", manifest.RootElement.GetProperty("workflows")[0].GetProperty("schedule").GetString());
        Assert.True(run.ExitCode == 0, run.Text);
    }

    [Fact]
    public void No_text_file_of_the_installed_app_names_a_folder_of_the_machine_that_built_it()
    {
        var folder = feed.NewHello();
        feed.DotNet.Succeed(folder, "build", "hello.cs", "-c", "Release"); // leaves its source's path in runtimeconfig.json, for dotnet run
        feed.DotNet.Succeed(folder, "publish", "hello.cs", "-p:AqueductTarget=local", $"-p:AqueductHome={folder}/home");

        string[] files = [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(f => Path.GetExtension(f) is ".json" or ".yaml" or "")];
        Assert.Contains(files, f => f.EndsWith("hello.runtimeconfig.json"));
        Assert.All(files.Where(f => Path.GetFileName(f) != "hello"), f => Assert.DoesNotContain(folder, File.ReadAllText(f)));
    }

    [Fact]
    public void A_home_that_cannot_be_written_is_AQ9008()
    {
        var folder = feed.NewHello();
        var file = Path.Combine(folder, "home");
        File.WriteAllText(file, "a file where the home should be");

        var output = feed.DotNet.Run(folder, "publish", "hello.cs", "-p:AqueductTarget=local", $"-p:AqueductHome={file}");

        Assert.NotEqual(0, output.ExitCode);
        Assert.Contains("error AQ9008:", output.Text);
    }

    [Fact]
    public void An_app_without_workflows_is_AQ9009()
    {
        var folder = feed.NewFolder("empty");
        File.WriteAllText(Path.Combine(folder, "empty.cs"), "#:package Aqueduct@0.1.0\nSystem.Console.WriteLine();\n");

        var output = feed.DotNet.Run(folder, "publish", "empty.cs", "-p:AqueductTarget=local");

        Assert.NotEqual(0, output.ExitCode);
        Assert.Contains("error AQ9009:", output.Text);
    }
}
