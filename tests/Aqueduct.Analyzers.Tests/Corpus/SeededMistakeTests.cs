using Microsoft.CodeAnalysis;

namespace Aqueduct.Analyzers.Tests.Corpus;

/// <summary>150 mistakes of 15 kinds, each planted in a program that is clean: what a build lets through is found at night.</summary>
public class SeededMistakeTests
{
    public static TheoryData<string> Clean => [.. Programs.Clean.Keys];

    [Theory]
    [MemberData(nameof(Clean))]
    public async Task A_clean_program_passes_without_a_word(string program) =>
        Assert.Empty(await Judged.Of(Programs.Clean[program]));

    public static TheoryData<string> Targets => [.. Programs.Targeted.Keys];

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task A_program_within_its_target_passes_without_a_word(string target) =>
        Assert.Empty(await Judged.Of(Programs.Targeted[target], target));

    public static TheoryData<string> Kinds => [.. Mistakes.All.Select(m => m.Kind).Distinct()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_mistake_of_a_kind_is_caught(string kind)
    {
        var missed = new List<string>();
        foreach (var mistake in Mistakes.All.Where(m => m.Kind == kind))
        {
            var found = await Judged.Of(mistake.Source, mistake.Target);
            if (!found.Any(d => mistake.Expected.Contains(d.Id)))
                missed.Add($"{mistake.Name}: expected {string.Join(" or ", mistake.Expected)}, found {string.Join(", ", found.Select(d => d.Id))}");
        }

        Assert.True(missed.Count == 0, string.Join("\n", missed));
    }

    [Fact]
    public void There_are_ten_mistakes_of_each_of_fifteen_kinds() =>
        Assert.Equal(Enumerable.Repeat(10, 15), Mistakes.All.GroupBy(m => m.Kind).Select(g => g.Count()));
}
