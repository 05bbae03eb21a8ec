using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Aqueduct.Runtime;

/// <summary>Where the configuration comes from: aqueduct.json, then the environment of it that AQUEDUCT_ENVIRONMENT names, then variables, then the command line; the later wins.</summary>
/// <remarks>
/// The file is looked for in the current folder, then beside the source of an app of one file, then beside the program. <c>AQUEDUCT_RESOURCES__WAREHOUSE__CONNECTION</c> and
/// <c>--resources:warehouse:connection=…</c> override the member of the same path.
/// </remarks>
static class AqueductConfiguration
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "aqueduct.json";

    /// <summary>Loads the resources of this program.</summary>
    /// <param name="overrides">Arguments <c>key=value</c>, with or without leading dashes.</param>
    public static ResourceRegistry Load(IEnumerable<string> overrides) => Load(Environment.CurrentDirectory, ProgramFolder(AppContext.GetData("EntryPointFilePath") as string), overrides);

    // dotnet run builds a file-based app far from its source and tells it where that is, a published app it does not tell.
    // The copy of the file beside the program would make folders relative to the build's output.
    internal static string ProgramFolder(string? entryPoint) =>
        Path.GetDirectoryName(entryPoint) is { Length: > 0 } source && File.Exists(Path.Combine(source, FileName)) ? source : AppContext.BaseDirectory;

    /// <summary>Loads the resources from the first of two folders that has the file; without one there is only <c>demo</c>.</summary>
    /// <exception cref="InvalidDataException">The file is no JSON object, and the message says where; or it lacks the environment that was chosen.</exception>
    public static ResourceRegistry Load(string currentFolder, string programFolder, IEnumerable<string> overrides, string? home = null)
    {
        var file = new[] { currentFolder, programFolder }.Select(f => Path.GetFullPath(Path.Combine(f, FileName))).FirstOrDefault(File.Exists);
        var outside = new ConfigurationBuilder().AddEnvironmentVariables("AQUEDUCT_").AddInMemoryCollection(overrides.Select(Split)).Build();
        IConfiguration inside = file is null ? new ConfigurationBuilder().Build() : Read(file);
        if (EnvironmentChoice.NameIn(outside) is { } environment)
            inside = new ConfigurationBuilder().AddInMemoryCollection(EnvironmentChoice.Of(inside, environment)).Build();
        return new ResourceRegistry(new ConfigurationBuilder().AddConfiguration(inside).AddConfiguration(outside).Build(), file is null ? currentFolder : Path.GetDirectoryName(file)!, home);
    }

    static IConfigurationRoot Read(string file)
    {
        try
        {
            return new ConfigurationBuilder().AddJsonFile(file, optional: false, reloadOnChange: false).Build();
        }
        catch (Exception e) when (e is InvalidDataException or FormatException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"'{file}' cannot be read: {Reason(e)} It is a JSON object such as {{ \"resources\": {{ … }} }}.");
        }
    }

    // The innermost exception knows what is wrong; a JSON reader counts lines from 0 and says so in words of its own.
    static string Reason(Exception exception) => exception switch
    {
        { InnerException: { } inner } => Reason(inner),
        JsonException { LineNumber: { } line } json => $"line {line + 1}: {json.Message.Split(" LineNumber:")[0]}",
        _ => exception.Message,
    };

    static KeyValuePair<string, string?> Split(string argument)
    {
        var equals = argument.IndexOf('=');
        return equals > 0
            ? new(argument[..equals].TrimStart('-'), argument[(equals + 1)..])
            : throw new ArgumentException($"'{argument}' overrides nothing; write resources:<name>:connection=<value>.");
    }
}
