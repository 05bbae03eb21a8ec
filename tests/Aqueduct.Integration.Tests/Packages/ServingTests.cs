using System.Text;
using Aqueduct.Integration.Tests.Infrastructure;

namespace Aqueduct.Integration.Tests.Packages;

/// <summary>An app that serves, from its packages: one more line in the file.</summary>
[Collection(Infrastructure.Packages.Name)]
public sealed class ServingTests(PackedFeed feed)
{
    [Fact]
    public async Task A_native_binary_publishes_serves_and_predicts_and_nothing_of_it_warns()
    {
        var folder = feed.NewFolder("serving");
        File.WriteAllText(Path.Combine(folder, "serving.cs"),
            "#:property AqueductAot=true\n" + File.ReadAllText(Path.Combine(PackedFeed.Repository, "samples", "serving", "serving.cs")));
        var output = feed.DotNet.Succeed(folder, "publish", "serving.cs", "-o", "out").Text;
        Assert.DoesNotMatch(@"Aqueduct[^\n]*warning IL\d+|warning IL\d+[^\n]*Aqueduct", output);
        Assert.DoesNotContain("AspNetCore", string.Join('\n', output.Split('\n').Where(l => l.Contains("warning", StringComparison.Ordinal))), StringComparison.Ordinal);
        var dotnet = feed.DotNet.With(("AQUEDUCT_HOME", Path.Combine(folder, "home")));
        var program = Path.Combine(folder, "out", "serving");
        var run = dotnet.Start(folder, program);
        Assert.True(run.ExitCode == 0, run.Text);

        await using var server = await ServedProgram.StartAsync(dotnet, folder, program);
        Assert.StartsWith("{\"Id\":3,\"Churn\":0.", await server.Client.GetStringAsync("/churn/3"), StringComparison.Ordinal);
        var answer = await server.Client.PostAsync("/predict", new StringContent("""{"CustId":7,"NWorkflows":0,"NSupportTickets":9}""", Encoding.UTF8, "application/json"));
        Assert.StartsWith("{\"Id\":7,\"Churn\":0.98", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("\"/predict\"", await server.Client.GetStringAsync("/openapi/v1.json"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_image_of_an_app_that_serves_has_what_it_runs_on()
    {
        var folder = feed.NewFolder("served-image");
        File.Copy(Path.Combine(PackedFeed.Repository, "samples", "serving", "serving.cs"), Path.Combine(folder, "serving.cs"));
        feed.DotNet.Succeed(folder, "publish", "serving.cs", "-o", "out");
        Assert.Contains("FROM mcr.microsoft.com/dotnet/aspnet:10.0", File.ReadAllText(Path.Combine(folder, "out", "aqueduct", "Dockerfile")), StringComparison.Ordinal);
    }
}
