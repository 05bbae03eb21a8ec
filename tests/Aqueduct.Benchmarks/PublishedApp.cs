using System.Runtime.InteropServices;
using Aqueduct.Benchmarks.Build;

namespace Aqueduct.Benchmarks;

/// <summary>A program, published as a person publishes one.</summary>
static class PublishedApp
{
    /// <summary>Writes and publishes it.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="code">Its source.</param>
    /// <param name="usesAqueduct">Whether the runtime, the generator and the analyzers of this source tree take part.</param>
    /// <param name="property">The property, set in the project, that says how it is published; empty: as it is.</param>
    /// <param name="items">Further items of its project.</param>
    /// <returns>The program.</returns>
    public static string Publish(string folder, string code, bool usesAqueduct, string property, string items = "")
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "Started.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <InvariantGlobalization>true</InvariantGlobalization>
                <RuntimeIdentifier>{RuntimeInformation.RuntimeIdentifier}</RuntimeIdentifier>
                <SelfContained>{property == "PublishAot"}</SelfContained>
                {(property.Length > 0 ? $"<{property}>true</{property}>" : "")}
              </PropertyGroup>
              <ItemGroup>
                {items}
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(folder, "Started.cs"), code);
        foreach (var part in new[] { "props", "targets" })
            File.WriteAllText(Path.Combine(folder, $"Directory.Build.{part}"), usesAqueduct ? $"<Project><Import Project=\"{Path.Combine(Repository, "samples", $"Directory.Build.{part}")}\" /></Project>" : "<Project />");
        Dotnet.Run(folder, "publish", "-c", "Release", "-o", Path.Combine(folder, "out"));
        return Path.Combine(folder, "out", "Started");
    }

    static string Repository
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Aqueduct.Build.sln")))
                folder = folder.Parent;
            return folder?.FullName ?? throw new InvalidOperationException("This benchmark publishes programs from this source tree; run it inside the repository.");
        }
    }
}
