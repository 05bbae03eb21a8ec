using Microsoft.CodeAnalysis;

namespace Aqueduct.Analyzers.Tests.Corpus;

/// <summary>A second corpus, written without a look at the first: what a person writes in the course of a day, right and wrong.</summary>
public class EverydayTests
{
    public static TheoryData<string> Clean => [.. Everyday.Clean.Keys];

    [Theory]
    [MemberData(nameof(Clean))]
    public async Task A_clean_program_passes_without_a_word(string program) =>
        Assert.Empty(await Judged.Of(Everyday.Clean[program], Everyday.Files));

    public static TheoryData<string> Kinds => [.. Everyday.Mistakes.Select(m => m.Kind).Distinct()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_mistake_of_a_kind_is_caught_where_it_was_made(string kind)
    {
        var missed = new List<string>();
        foreach (var mistake in Everyday.Mistakes.Where(m => m.Kind == kind))
        {
            var found = await Judged.Of(mistake.Source, mistake.Files);
            if (!found.Any(d => d.Id == mistake.Expected) || found.Any(IsOurs) || found.Any(d => d.Id == "CS1029"))
                missed.Add($"{mistake.Name}: expected {mistake.Expected}, found {string.Join(" | ", found.Select(d => $"{d.Id} {Path.GetFileName(d.Location.GetLineSpan().Path)} {d.GetMessage()}"))}");
        }

        Assert.True(missed.Count == 0, string.Join("\n", missed));
    }

    /// <summary>An error of generated code, or a generator that failed: nobody can mend those in their own source.</summary>
    static bool IsOurs(Diagnostic found) => found.Id == "AQ0000" || found.Location.SourceTree is { } tree && tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal);
}
