namespace Aqueduct.Runtime;

/// <summary>Every item of a map with its nodes.</summary>
static class ItemTable
{
    public static void Write(IReadOnlyList<ItemRecord> items, HostEnvironment environment, bool json)
    {
        if (json)
        {
            CommandLines.WriteJson(environment, w =>
            {
                w.WriteStartArray();
                foreach (var item in items.Where(i => i.Node != ItemRecord.Whole))
                {
                    w.WriteStartObject();
                    RunJson.WriteItem(w, item);
                    w.WriteEndObject();
                }

                w.WriteEndArray();
            });
            return;
        }

        var grid = Styles.Grid(3);
        foreach (var item in items)
        {
            var said = item.Failure?.Error.Split('\n')[0] ?? item.Reason ?? "";
            grid.AddRow(
                new Spectre.Console.Markup($"{(item.Node == ItemRecord.Whole ? "" : "  ")}[{Styles.Color(item.State)}]{Styles.Glyph(item.State)}[/] {Spectre.Console.Markup.Escape(item.Name)}"),
                Styles.Dim(item.Duration is { } took ? Words.Duration(took) : item.State.ToString().ToLowerInvariant()),
                Styles.Plain(item.Node == ItemRecord.Whole ? "" : said));
        }

        Styles.Write(environment, c => c.Write(grid));
    }
}
