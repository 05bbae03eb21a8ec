using System.Diagnostics;
using System.Globalization;
using Aqueduct.Integration.Tests.Infrastructure;
using Aqueduct.Tests.Hosting;
using YamlDotNet.RepresentationModel;
using static Aqueduct.Integration.Tests.Orchestrators.RenderedYaml;

namespace Aqueduct.Integration.Tests.Orchestrators;

/// <summary>Starts what the rendered files of the other targets start, as processes of the published app.</summary>
/// <param name="folder">The published app.</param>
/// <param name="app">Its name.</param>
/// <param name="slug">The workflow's.</param>
sealed class EveryTarget(string folder, string app, string slug)
{
    string Name => app == slug ? app : $"{app}-{slug}";

    /// <summary>The container of the CronJob's pods.</summary>
    public Output CronJob(DotNet machine)
    {
        var job = In("kubernetes.yaml").Single(d => Text(d["kind"]) == "CronJob" && Text(d["metadata"]["name"]) == Name);
        var container = ((YamlSequenceNode)job["spec"]["jobTemplate"]["spec"]["template"]["spec"]["containers"]).Children.Single();
        return machine.Start(folder, "dotnet", [Path.Combine(folder, app + ".dll"), .. Texts(container["args"])]);
    }

    /// <summary>The service of Compose; one that keeps a schedule looks once what is due.</summary>
    public Output Service(DotNet machine)
    {
        string[] command = [.. Texts(In("compose.yaml").Single()["services"][Name]["command"])];
        return machine.Start(folder, "dotnet", [Path.Combine(folder, app + ".dll"), .. command.TakeWhile(c => c != "--every")]);
    }

    /// <summary>The function of Lambda, called once and then told to end.</summary>
    public Output Function(DotNet machine)
    {
        var function = ((YamlMappingNode)In("lambda.yaml").Single()["Resources"]).Children.Values.Single(f => Text(f["Properties"]["FunctionName"]) == Name);
        using var lambda = new FakeLambda();
        lambda.Events.Add("{}");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(folder, app + ".dll"), .. Texts(function["Properties"]["ImageConfig"]["Command"])]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in machine.Environment)
            start.Environment[name] = value;
        start.Environment["AWS_LAMBDA_RUNTIME_API"] = lambda.Host;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        while (lambda.Answers.IsEmpty && !process.HasExited)
            Thread.Sleep(20);
        using (var stop = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]))
            stop.WaitForExit();
        process.WaitForExit();
        Assert.All(lambda.Answers, a => Assert.EndsWith("/response", a.Path));
        return new(process.ExitCode, output.Result + error.Result);
    }

    IEnumerable<YamlNode> In(string file) => Documents(File.ReadAllText(Path.Combine(folder, "aqueduct", file)));
}
