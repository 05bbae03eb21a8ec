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
        var run = feed.DotNet.Run(app, command[0], [.. command[1..], "run", "hello"]);

        Assert.Contains($"in {app}", output.Text);
        Assert.Equal("@daily", manifest.RootElement.GetProperty("workflows")[0].GetProperty("schedule").GetString());
        Assert.True(run.ExitCode == 0, run.Text);
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
