using System.Text.RegularExpressions;

namespace Aqueduct.Artifacts.Tests;

/// <summary>A message of the build tasks is an id in their sources, a page, and a row in the index. These fail on a gap.</summary>
public class MessagePageTests
{
    static readonly string Copies = Path.Combine(AppContext.BaseDirectory, "copies");

    static string[] Pages => [.. Directory.GetFiles(Path.Combine(Copies, "rules"), "AQ9*.md").Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_id_in_the_sources_has_a_page_and_every_page_an_id()
    {
        var used = Directory.EnumerateFiles(Path.Combine(Copies, "tasks"), "*", SearchOption.AllDirectories)
            .SelectMany(file => Regex.Matches(File.ReadAllText(file), "\"(AQ9[0-9]{3})\"").Select(m => m.Groups[1].Value));

        Assert.Equal(used.Distinct().Order(StringComparer.Ordinal), Pages.Select(p => Path.GetFileNameWithoutExtension(p)!));
    }

    [Fact]
    public void The_index_has_a_row_for_each_page() => Assert.Equal(
        Pages.Select(page =>
        {
            var heading = Regex.Match(File.ReadAllText(page), @"^# (AQ\d+): (.*)\n\nCategory: Build tasks\. Severity: (\w+)\.");
            var (id, title, severity) = (heading.Groups[1].Value, heading.Groups[2].Value, heading.Groups[3].Value);
            return $"| [{id}]({id}.md) | {severity} | {title} |";
        }),
        File.ReadLines(Path.Combine(Copies, "rules", "README.md")).Where(l => l.StartsWith("| [AQ9", StringComparison.Ordinal)));
}
