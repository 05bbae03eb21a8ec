using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Aqueduct.Analyzers.Tests;

/// <summary>A rule is a descriptor, a page, a row in the index and in the release file, and tests. These fail on a gap.</summary>
public class RuleBookTests
{
    static readonly string Docs = Path.Combine(AppContext.BaseDirectory, "docs");
    static readonly IReadOnlyList<string> Ids = [.. DescriptorTable.All.Keys];

    // AQ9xxx are the build tasks' messages, tested with them.
    [Fact]
    public void Every_rule_has_a_page_and_every_page_a_rule() =>
        Assert.Equal(Ids, Directory.EnumerateFiles(Path.Combine(Docs, "rules"), "AQ*.md").Select(f => Path.GetFileNameWithoutExtension(f)!)
            .Where(id => !id.StartsWith("AQ9", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_page_has_the_rule_s_title_category_severity_and_all_sections() => Assert.All(DescriptorTable.All.Values, rule =>
    {
        var page = File.ReadAllText(Path.Combine(Docs, "rules", rule.Id + ".md"));
        Assert.StartsWith($"# {rule.Id}: {rule.Title}\n\nCategory: {rule.Category}. Severity: {rule.DefaultSeverity}.\n", page, StringComparison.Ordinal);
        Assert.Equal(["Cause", "Why it matters", "How to fix", "Wrong", "Right"], Regex.Matches(page, "^## (.*)$", RegexOptions.Multiline).Select(m => m.Groups[1].Value));
    });

    [Fact]
    public void The_page_of_a_rule_with_a_fix_and_no_other_says_what_the_fix_does() => Assert.All(Ids, id =>
        Assert.Equal(Fixable.Contains(id), Regex.IsMatch(File.ReadAllText(Path.Combine(Docs, "rules", id + ".md")), "^The code fix ", RegexOptions.Multiline)));

    [Fact]
    public void Every_descriptor_links_to_its_page() => Assert.All(DescriptorTable.All.Values, rule =>
        Assert.Equal($"https://github.com/aqueduct-build/aqueduct/blob/main/docs/rules/{rule.Id}.md", rule.HelpLinkUri));

    /// <summary>The table is generated: AQUEDUCT_WRITE_RULES=docs/rules/README.md writes it anew.</summary>
    [Fact]
    public void The_index_is_what_the_descriptors_say()
    {
        var index = File.ReadAllText(Path.Combine(Docs, "rules", "README.md"));
        var rows = string.Concat(DescriptorTable.All.Values.Select(r => $"| [{r.Id}]({r.Id}.md) | {r.Category} | {r.DefaultSeverity} | {r.Title} | {(Fixable.Contains(r.Id) ? "yes" : "")} |\n"));
        var generated = new Regex(@"(?:^\| \[AQ[0-8].*\n)+", RegexOptions.Multiline).Replace(index, _ => rows, 1);
        if (Environment.GetEnvironmentVariable("AQUEDUCT_WRITE_RULES") is { Length: > 0 } path)
            File.WriteAllText(path, generated);
        Assert.Equal(generated, index);
    }

    [Fact]
    public void Every_fix_is_tested()
    {
        var tests = Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Fixes"), "*.cs").Select(File.ReadAllText).ToArray();
        Assert.All(AqueductTest.Fixes.SelectMany(f => f.FixableDiagnosticIds), id => Assert.Contains(tests, t => t.Contains($"\"{id}:", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_book_holds_at_least_a_hundred_rules_and_seventy_with_fixes()
    {
        Assert.InRange(Ids.Count, 100, int.MaxValue);
        Assert.InRange(Fixable.Count, 70, int.MaxValue);
    }

    [Fact]
    public void The_release_files_have_a_row_for_each_rule() => Assert.Equal(
        DescriptorTable.All.Values.Select(r => $"{r.Id} | {r.Category} | {r.DefaultSeverity}"),
        Directory.EnumerateFiles(Docs, "AnalyzerReleases.*.md").SelectMany(File.ReadLines)
            .Where(l => l.StartsWith("AQ", StringComparison.Ordinal)).Select(l => string.Join(" | ", l.Split(" | ")[..3])).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_rule_has_failing_and_passing_tests()
    {
        // AQ0000 is the generator's own and tested with it.
        foreach (var id in Ids.Where(i => i != "AQ0000"))
        {
            var tests = typeof(RuleBookTests).Assembly.GetType($"Aqueduct.Analyzers.Tests.{id}Tests")?.GetMethods().Where(m => m.IsDefined(typeof(FactAttribute), false)).Select(m => m.Name).ToArray() ?? [];
            Assert.True(tests.Length >= 2, $"{id} has {tests.Length} tests.");
            Assert.True(tests.Any(t => t.Contains("pass", StringComparison.OrdinalIgnoreCase) || t.Contains("may", StringComparison.Ordinal) || t.Contains("are_no", StringComparison.Ordinal) || t.Contains("are_matched", StringComparison.Ordinal)), $"{id} has no test of code that passes.");
        }
    }

    [Fact]
    public void Every_rule_is_reported_by_one_analyzer() =>
        Assert.Equal(Ids, AqueductTest.Analyzers.SelectMany(a => a.SupportedDiagnostics).Select(d => d.Id).Order(StringComparer.Ordinal));

    /// <summary>The ready provider merges changes of source files; a fix that changes aqueduct.json has one of its own.</summary>
    [Fact]
    public void Every_fix_can_fix_all() => Assert.All(AqueductTest.Fixes, fix =>
    {
        var all = fix.GetFixAllProvider();
        Assert.True(all == WellKnownFixAllProviders.BatchFixer || all?.GetType().FullName == "Aqueduct.CodeFixes.SettingsFile+FixAll", fix.GetType().Name);
    });

    static IReadOnlySet<string> Fixable => AqueductTest.Fixes.SelectMany(f => f.FixableDiagnosticIds).ToHashSet(StringComparer.Ordinal);
}
