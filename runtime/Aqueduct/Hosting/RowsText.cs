using Spectre.Console;

namespace Aqueduct.Runtime;

/// <summary>Rows for people at a terminal: one a line, numbers to the right.</summary>
static class RowsText
{
    /// <summary>Writes the first of them.</summary>
    public static void Write(IAnsiConsole console, ITabular table, int shown)
    {
        var grid = Styles.Table();
        foreach (var field in table.Fields)
        {
            var column = new TableColumn($"{Markup.Escape(Line(field.Name))}\n[dim]{Markup.Escape(FieldKinds.NameOf(field))}[/]").NoWrap().PadRight(2);
            grid.AddColumn(field.Kind is >= FieldKind.SByte and <= FieldKind.Decimal ? column.RightAligned() : column);
        }

        for (var row = 0; row < shown; row++)
            grid.AddRow(Enumerable.Range(0, table.Fields.Count).Select(c => table.ColumnAt(c).TextAt(row) is { } text ? Styles.Plain(Line(text)) : Styles.Dim("null")).ToArray());
        console.Write(grid);
    }

    // What is in a table must not steer a terminal.
    static string Line(string text) => string.Concat(text.ReplaceLineEndings(" ").Select(c => char.IsControl(c) ? ' ' : c));
}
