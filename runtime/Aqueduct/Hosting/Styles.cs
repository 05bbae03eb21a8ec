using System.Globalization;
using Spectre.Console;

namespace Aqueduct.Runtime;

/// <summary>Colours, shapes and formats of everything people look at. A state has a shape of its own, so that none needs its colour.</summary>
static class Styles
{
    /// <summary>A console on the terminal.</summary>
    public static IAnsiConsole Console(HostEnvironment environment) => Create(environment, environment.Out);

    /// <summary>Writes; where that is not a terminal, lines are neither wrapped nor padded.</summary>
    public static void Write(HostEnvironment environment, Action<IAnsiConsole> write)
    {
        if (environment.Terminal)
        {
            write(Console(environment));
            return;
        }

        using var text = new StringWriter { NewLine = "\n" };
        var console = Create(environment, text);
        console.Profile.Width = 1000;
        write(console);
        environment.Out.Write(string.Join('\n', text.ToString().Split('\n').Select(l => l.TrimEnd())));
        environment.Out.Flush();
    }

    static IAnsiConsole Create(HostEnvironment environment, TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = environment.Terminal ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = environment.Colors ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = environment.Terminal ? InteractionSupport.Yes : InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Capabilities.Unicode = true;
        return console;
    }

    public static Markup Plain(string text) => new(Markup.Escape(text));

    public static Markup Dim(string text) => new($"[dim]{Markup.Escape(text)}[/]");

    public static Markup State(RunState state) => new($"[{Color(state)}]{Glyph(state)} {state}[/]");

    public static Spectre.Console.Table Table(params ReadOnlySpan<string> columns)
    {
        var table = new Spectre.Console.Table().Border(TableBorder.None).Collapse();
        foreach (var column in columns)
            table.AddColumn(new TableColumn($"[dim]{column}[/]").NoWrap().PadRight(2));
        return table;
    }

    public static Grid Grid(int columns)
    {
        var grid = new Grid().Collapse();
        for (var i = 0; i < columns; i++)
            grid.AddColumn(new GridColumn().NoWrap().PadLeft(i == 0 ? 2 : 0).PadRight(2));
        return grid;
    }

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    public static string Glyph(NodeState state) => state switch
    {
        NodeState.Pending => "·",
        NodeState.Running => "▶",
        NodeState.Succeeded => "✓",
        NodeState.Warning => "!",
        NodeState.Failed => "✗",
        NodeState.Skipped => "○",
        NodeState.Canceled => "■",
        NodeState.Cached => "=",
        _ => "?",
    };

    public static string Color(NodeState state) => state switch
    {
        NodeState.Running => "blue",
        NodeState.Succeeded or NodeState.Cached => "green",
        NodeState.Warning => "yellow",
        NodeState.Failed => "red bold",
        _ => "dim",
    };

    public static string Glyph(RunState state) => state switch
    {
        RunState.Succeeded => "✓",
        RunState.SucceededWithWarnings => "!",
        RunState.Failed => "✗",
        RunState.Canceled => "■",
        RunState.Running => "▶",
        _ => "·",
    };

    public static string Color(RunState state) => state switch
    {
        RunState.Succeeded => "green",
        RunState.SucceededWithWarnings => "yellow",
        RunState.Failed => "red bold",
        RunState.Running => "blue",
        _ => "dim",
    };
}
