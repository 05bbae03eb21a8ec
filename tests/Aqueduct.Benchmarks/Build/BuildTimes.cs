using System.Globalization;
using System.Text.RegularExpressions;

namespace Aqueduct.Benchmarks.Build;

/// <summary>What a build took, and of it each assembly's generators and analyzers, in seconds, as the compiler's /reportanalyzer says.</summary>
/// <param name="Wall">The whole <c>dotnet build</c>.</param>
/// <param name="Cpu">CPU time of its processes.</param>
/// <param name="Generators">By assembly.</param>
/// <param name="Analyzers">By assembly; several run at once, so that their sum may be more than the time they took together.</param>
sealed partial record BuildTimes(double Wall, double Cpu, IReadOnlyDictionary<string, double> Generators, IReadOnlyDictionary<string, double> Analyzers)
{
    public static BuildTimes Read(string text, TimeSpan wall, double cpu)
    {
        Dictionary<string, double> generators = [], analyzers = [];
        Dictionary<string, double>? section = null;
        foreach (var line in text.Split('\n'))
            if (line.Contains("Total analyzer execution time:", StringComparison.Ordinal))
                section = analyzers;
            else if (line.Contains("Total generator execution time:", StringComparison.Ordinal))
                section = generators;
            else if (section is not null && Row().Match(line) is { Success: true } row)
                section[row.Groups["assembly"].Value] = row.Groups["time"].Value.StartsWith('<') ? 0 : double.Parse(row.Groups["time"].Value, CultureInfo.InvariantCulture);
        return new(wall.TotalSeconds, cpu, generators, analyzers);
    }

    /// <summary><c>  0.512   12      Aqueduct.Generators, Version=0.1.0.0, …</c>: the time, its share, the assembly.</summary>
    [GeneratedRegex(@"^\s+(?<time><?\d+\.\d+)\s+<?\d+\s+(?<assembly>[\w.]+), Version=")]
    private static partial Regex Row();
}
