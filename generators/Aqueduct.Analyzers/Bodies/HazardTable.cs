using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Aqueduct.Analyzers;

/// <summary>The members of the base library whose answer is not the same for the same arguments.</summary>
static class HazardTable
{
    static readonly HashSet<string> Clock = new(StringComparer.Ordinal)
    {
        "System.DateTime.Now", "System.DateTime.UtcNow", "System.DateTime.Today", "System.DateTimeOffset.Now", "System.DateTimeOffset.UtcNow",
        "System.Environment.TickCount", "System.Environment.TickCount64",
        "System.TimeProvider.GetUtcNow", "System.TimeProvider.GetLocalNow",
        "System.Diagnostics.Stopwatch.Elapsed", "System.Diagnostics.Stopwatch.ElapsedMilliseconds", "System.Diagnostics.Stopwatch.ElapsedTicks",
        "System.Diagnostics.Stopwatch.GetElapsedTime",
    };

    static readonly HashSet<string> Random = new(StringComparer.Ordinal)
    {
        "System.Random.Shared", "System.Guid.NewGuid", "System.Guid.CreateVersion7",
    };

    static readonly HashSet<string> Outside = new(StringComparer.Ordinal)
    {
        "System.Environment.GetEnvironmentVariable", "System.Environment.GetEnvironmentVariables", "System.Environment.MachineName", "System.Environment.UserName",
        "System.Environment.CurrentDirectory", "System.Environment.ProcessId", "System.Environment.GetCommandLineArgs", "System.Environment.CommandLine",
        "System.Environment.GetFolderPath", "System.IO.Directory.GetCurrentDirectory",
        "System.Console.Read", "System.Console.ReadLine", "System.Console.ReadKey", "System.Console.In", "System.Console.OpenStandardInput", "System.Diagnostics.Process.Start",
    };

    static readonly HashSet<string> OutsideTypes = new(StringComparer.Ordinal)
    {
        "System.Net.Http.HttpClient", "System.Net.Http.Json.HttpClientJsonExtensions", "System.Net.Dns", "System.Net.Sockets.TcpClient", "System.Net.Sockets.Socket", "System.Net.WebClient",
    };

    static readonly HashSet<string> FileMethods = new(StringComparer.Ordinal)
    {
        "ReadAllText", "ReadAllTextAsync", "ReadAllLines", "ReadAllLinesAsync", "ReadAllBytes", "ReadAllBytesAsync", "ReadLines", "ReadLinesAsync", "Open", "OpenRead", "OpenText", "OpenHandle", "Exists",
        "GetFiles", "EnumerateFiles", "GetDirectories", "EnumerateDirectories", "GetFileSystemEntries", "EnumerateFileSystemEntries", "GetLastWriteTime", "GetLastWriteTimeUtc", "GetCreationTime", "GetCreationTimeUtc",
    };

    /// <summary>The hazard an operation is by itself.</summary>
    public static (HazardKind Kind, string What)? Of(IOperation operation)
    {
        switch (operation)
        {
            case IPropertyReferenceOperation { Property: var property }:
                return property is { Name: "RunId" } && Reading.Known.IsRunContext(property.ContainingType) ? (HazardKind.RunId, "RunContext.RunId") : Named(property);
            case IInvocationOperation { TargetMethod: var method }:
                return Call(method);
            case IObjectCreationOperation { Constructor: { } constructor, Arguments: var arguments }:
                return (TypeName(constructor.ContainingType), arguments.Length) switch
                {
                    ("System.Random", 0) => (HazardKind.Random, "new Random()"),
                    ("System.IO.StreamReader" or "System.IO.FileStream", > 0) when constructor.Parameters[0].Type.SpecialType == SpecialType.System_String =>
                        (HazardKind.Outside, $"new {constructor.ContainingType.Name}"),
                    _ => null,
                };
            default:
                return null;
        }
    }

    /// <summary>Whether the call makes a place for files that nobody else writes; what is read from there was put there by the operator itself.</summary>
    public static bool MakesTemporaryFiles(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod: { Name: "GetTempPath" or "GetTempFileName" or "CreateTempSubdirectory" } };

    static (HazardKind, string)? Call(IMethodSymbol method)
    {
        var type = TypeName(method.ContainingType);
        if (type is "System.IO.File" or "System.IO.Directory" && FileMethods.Contains(method.Name) || OutsideTypes.Contains(type) && method.Name != "Dispose")
            return (HazardKind.Outside, $"{method.ContainingType.Name}.{method.Name}");
        if (type == "System.Security.Cryptography.RandomNumberGenerator" && method.Name is not ("Create" or "Dispose"))
            return (HazardKind.Random, $"RandomNumberGenerator.{method.Name}");
        return Named(method);
    }

    static (HazardKind, string)? Named(ISymbol member)
    {
        var type = TypeName(member.ContainingType);
        var name = $"{type}.{member.Name}";
        var shown = $"{member.ContainingType.Name}.{member.Name}";
        return Clock.Contains(name) ? (HazardKind.Clock, shown)
            : Random.Contains(name) ? (HazardKind.Random, shown)
            : Outside.Contains(name) ? (HazardKind.Outside, shown)
            : null;
    }

    public static string TypeName(ITypeSymbol? type) => type?.OriginalDefinition is { ContainingNamespace: { } space } plain ? $"{space.ToDisplayString()}.{plain.Name}" : "";
}
