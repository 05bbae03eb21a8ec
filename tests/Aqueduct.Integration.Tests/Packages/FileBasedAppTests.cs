using Aqueduct.Integration.Tests.Infrastructure;

namespace Aqueduct.Integration.Tests.Packages;

/// <summary>One file and one package in a folder anywhere.</summary>
[Collection(Infrastructure.Packages.Name)]
public sealed class FileBasedAppTests(PackedFeed feed)
{
    [Fact]
    public void It_runs_without_a_Main()
    {
        var output = feed.DotNet.Succeed(feed.NewHello(), "run", "hello.cs");

        Assert.Contains("AverageSize", output.Text);
    }

    [Fact]
    public void A_broken_line_is_our_error_at_that_line()
    {
        var folder = feed.NewHello(text => text.Replace("\"@daily\"", "\"@dayly\""));
        var line = File.ReadAllLines(Path.Combine(folder, "hello.cs")).ToList().FindIndex(l => l.Contains("@dayly")) + 1;

        var output = feed.DotNet.Run(folder, "build", "hello.cs");

        Assert.NotEqual(0, output.ExitCode);
        Assert.Matches($@"hello\.cs\({line},\d+\): error AQ3\d\d\d:", output.Text);
    }

    [Theory]
    [InlineData("", "false")]
    [InlineData("#:property AqueductAot=true\n", "true")]
    [InlineData("#:property PublishAot=true\n", "true")]
    public void Native_AOT_is_one_property(string directive, string expected)
    {
        var folder = feed.NewHello(text => directive + text);
        feed.DotNet.Succeed(folder, "restore", "hello.cs");

        Assert.Equal(expected, feed.DotNet.Succeed(folder, "build", "hello.cs", "-getProperty:PublishAot").Text.Trim());
    }
}
