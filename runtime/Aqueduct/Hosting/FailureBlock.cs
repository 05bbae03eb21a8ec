using Spectre.Console;

namespace Aqueduct.Runtime;

/// <summary>Why a node failed: message, the person's line first, what the node wrote, and what to try.</summary>
static class FailureBlock
{
    const int LastLines = 20;

    public static void Write(IAnsiConsole console, NodeRecord node) => Write(console, $"{node.Name} failed{(node.Attempts > 1 ? $" after {node.Attempts} attempts" : "")}", node.Failure!, node.Output);

    public static void Write(IAnsiConsole console, string title, Failure failure, string output)
    {
        console.WriteLine();
        var owner = failure.Owner == FailureOwner.System ? " [dim](not the workflow's fault: time, memory, disk or network)[/]" : "";
        console.Write(new Markup($"[red bold]✗ {Markup.Escape(title)}[/]{owner}\n"));
        foreach (var line in failure.Error.Split('\n'))
            console.Write(new Markup($"  [red]{Markup.Escape(line)}[/]\n"));
        foreach (var line in failure.StackTrace?.Split('\n') ?? [])
            console.Write(new Markup($"    {Markup.Escape(line)}\n"));
        var written = output.TrimEnd('\n');
        if (written.Length > 0)
        {
            var lines = written.Split('\n');
            console.Write(new Markup($"  [dim]Output{(lines.Length > LastLines ? $", last {LastLines} of {lines.Length} lines" : "")}:[/]\n"));
            foreach (var line in lines.TakeLast(LastLines))
                console.Write(new Markup($"  [dim]│[/] {Markup.Escape(line)}\n"));
        }

        if (failure.Tip is { } tip)
            console.Write(new Markup($"  [yellow]Tip:[/] {Markup.Escape(tip)}\n"));
    }
}
