using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;

namespace Aqueduct.Tests.Hosting;

/// <summary>A command line in this process, over a home in a temporary folder.</summary>
sealed class Host(params Workflow[] workflows) : IAsyncDisposable
{
    public IReadOnlyList<Workflow> Workflows => workflows;

    public TestHome Home { get; } = new();

    public bool Terminal { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public HostEnvironment Environment(TextWriter output, TextWriter error, Stream? bytes = null) => new()
    {
        Home = Home.Folder,
        Store = TestStores.Of,
        Out = output,
        Error = error,
        OpenOut = () => bytes ?? throw new InvalidOperationException("nothing reads the bytes"),
        Terminal = Terminal,
        Colors = false,
        Clock = Clock,
        Command = "dotnet run app.cs --",
        Options = new RunOptions { Publish = TestHome.Published, Grace = TimeSpan.Zero },
    };

    public async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var bytes = new MemoryStream();
        var code = await new HostApp(workflows, Environment(output, error, bytes)).RunAsync(args);
        return (code, output + System.Text.Encoding.UTF8.GetString(bytes.ToArray()), error.ToString());
    }

    public ValueTask DisposeAsync() => Home.DisposeAsync();
}
