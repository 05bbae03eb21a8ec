using System.CommandLine;
using System.Text.Json;

namespace Aqueduct.Runtime;

/// <summary><c>schema pull</c>: writes down what tables the databases of aqueduct.json have, for the compiler to check queries against.</summary>
static class SchemaCommands
{
    public static IEnumerable<(string Name, Func<Command> Create)> Of(HostEnvironment environment) => [("schema", () => Schema(environment))];

    static Command Schema(HostEnvironment environment)
    {
        var resources = new Argument<string[]>("resource") { Arity = ArgumentArity.ZeroOrMore, Description = "Names of databases in aqueduct.json; without one, all of them." };
        var output = new Option<string?>("--out") { Description = $"The file to write; {SchemaSnapshot.FileName} beside aqueduct.json where it is left out." };
        var pull = new Command("pull", $"Write the tables of databases into {SchemaSnapshot.FileName}, which queries are checked against while typing.") { resources, output };
        pull.SetAction((parsed, cancel) => Task.FromResult(Pull(parsed.GetValue(resources) ?? [], parsed.GetValue(output), environment, cancel)));
        return new Command("schema", "The tables that the compiler knows.") { pull };
    }

    static int Pull(IReadOnlyList<string> names, string? output, HostEnvironment environment, CancellationToken cancel)
    {
        try
        {
            var registry = ResourceRegistry.Current;
            var chosen = names.Count > 0 ? names : registry.Databases;
            if (chosen.Count == 0)
                throw new RefusedException("aqueduct.json declares no database, and the tables of demo are known without a snapshot. Declare one: { \"resources\": { \"shop\": { \"type\": \"sqlite\", \"connection\": \"Data Source=shop.db\" } } }.");
            var pulled = new SortedDictionary<string, IReadOnlyList<TableDescription>>(StringComparer.Ordinal);
            foreach (var name in chosen.Select(registry.NameOf).Distinct(StringComparer.Ordinal))
                pulled[name] = registry.Database(name).Describe(cancel);
            var file = Path.GetFullPath(output ?? Path.Combine(registry.Folder, SchemaSnapshot.FileName));
            var isNew = Write(file, pulled);
            foreach (var (name, tables) in pulled)
                environment.Out.WriteLine($"{name}: {tables.Count} {(tables.Count == 1 ? "table" : "tables")}{(tables.Count == 0 ? "" : ", " + string.Join(", ", tables.Select(t => t.Name)))}");
            environment.Out.WriteLine(isNew ? $"Wrote {file}" : $"{file} says so already.");
            return ExitCode.Succeeded;
        }
        catch (Exception e) when (e is InvalidDataException || e is ResourceException { IsSystem: false })
        {
            throw new RefusedException(e.Message);
        }
        catch (ResourceException e)
        {
            environment.Error.WriteLine("error: " + e.Message);
            return ExitCode.Failed;
        }
    }

    /// <summary>Writes the file where it does not say the same already.</summary>
    static bool Write(string file, SortedDictionary<string, IReadOnlyList<TableDescription>> pulled)
    {
        try
        {
            var existing = File.Exists(file) ? File.ReadAllText(file) : null;
            var text = SchemaSnapshot.Update(existing, pulled);
            if (text == existing)
                return false;
            File.WriteAllText(file, text);
            return true;
        }
        catch (JsonException e)
        {
            throw new RefusedException($"'{file}' cannot be read: {e.Message} Correct it, or delete it and pull again.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"'{file}' cannot be written: {e.Message}");
        }
    }
}
