using System.CommandLine;

namespace Aqueduct.Runtime;

/// <summary><c>resources test</c> asks resources something that changes nothing, to see whether they answer; <c>resources rows</c> shows the first rows of a table. JSON: docs/schema/aqueduct-resources.v1.json, aqueduct-rows.v1.json.</summary>
static class ResourcesCommand
{
    public static Command Create(HostEnvironment environment)
    {
        var names = new Argument<string[]>("resource") { Arity = ArgumentArity.ZeroOrMore, Description = "Names of resources in aqueduct.json; without one, all of them." };
        var json = CommandLines.Json();
        var test = new Command("test", "Ask resources for what they hold, and say which do not answer and why. Nothing is written. Exit code 1 when one does not answer.") { names, json };
        test.SetAction((parsed, cancel) => Task.Run(() => Test(parsed.GetValue(names) ?? [], parsed.GetValue(json), environment, cancel), cancel));
        return new Command("resources", "The resources that aqueduct.json declares.") { test, Rows(environment) };
    }

    static Command Rows(HostEnvironment environment)
    {
        var name = new Argument<string>("resource") { Description = "Name of a database in aqueduct.json." };
        var table = new Argument<string>("table") { Description = "Name of a table or view, as queries write it." };
        var limit = CommandLines.AtLeast(1, new Option<int>("--limit") { Description = $"Most rows, up to {Words.Count(PeekSize.MostRows)}.", DefaultValueFactory = _ => PeekSize.DefaultRows }, PeekSize.MostRows);
        var json = CommandLines.Json();
        var rows = new Command("rows", "Show the first rows of a table, with long texts cut and the length of bytes. Nothing is written.") { name, table, limit, json };
        rows.SetAction((parsed, cancel) => Task.Run(() =>
        {
            var size = new PeekSize(parsed.GetValue(limit));
            var peek = ResourceRegistry.Current.Database(parsed.GetValue(name)!).Peek(parsed.GetValue(table)!, size, cancel);
            if (parsed.GetValue(json))
                CommandLines.WriteJson(environment, w => PreviewRows.Write(w, peek));
            else
                Styles.Write(environment, console =>
                {
                    RowsText.Write(console, peek, peek.Count);
                    console.Write(Styles.Dim($"{peek.Extent(size)}{(peek.HasMore && size.Rows < PeekSize.MostRows ? "; --limit shows more" : "")}\n"));
                });
            return ExitCode.Succeeded;
        }, cancel));
        return rows;
    }

    static int Test(IReadOnlyList<string> names, bool json, HostEnvironment environment, CancellationToken cancel)
    {
        var registry = ResourceRegistry.Current;
        foreach (var name in names)
            if (registry.TypeOf(name) is null)
                throw registry.Undeclared(name);
        var probes = (names.Count > 0 ? names.Select(registry.NameOf).Distinct(StringComparer.Ordinal) : registry.Names).Select(n => ResourceProbe.Of(registry, n, cancel)).ToList();
        if (json)
            WriteJson(environment, probes);
        else
            Write(environment, probes);
        return probes.TrueForAll(p => p.Error is null) ? ExitCode.Succeeded : ExitCode.Failed;
    }

    static void Write(HostEnvironment environment, List<ResourceProbe> probes)
    {
        var (name, type) = (probes.Max(p => p.Name.Length), probes.Max(p => p.Type.Length));
        foreach (var probe in probes)
            environment.Out.WriteLine($"{(probe.Error is null ? "ok    " : "failed")}  {probe.Name.PadRight(name)}  {probe.Type.PadRight(type)}  {probe.Error ?? $"{probe.Location}: {probe.Found}"}");
    }

    static void WriteJson(HostEnvironment environment, List<ResourceProbe> probes) => CommandLines.WriteJson(environment, w =>
    {
        w.WriteStartArray();
        foreach (var probe in probes)
        {
            w.WriteStartObject();
            w.WriteString("name", probe.Name);
            w.WriteString("type", probe.Type);
            w.WriteBoolean("ok", probe.Error is null);
            w.WriteString("location", probe.Location);
            w.WriteString("found", probe.Found);
            w.WriteString("error", probe.Error);
            w.WriteEndObject();
        }

        w.WriteEndArray();
    });
}
