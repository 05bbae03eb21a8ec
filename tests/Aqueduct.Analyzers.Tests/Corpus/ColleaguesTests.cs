using Microsoft.CodeAnalysis;

namespace Aqueduct.Analyzers.Tests.Corpus;

/// <summary>A third corpus: the same fifteen classes, written by other hands, and the programs that come near to a mistake and make none.</summary>
public class ColleaguesTests
{
    public static TheoryData<string> Clean => [.. Colleagues.Clean.Keys];

    [Theory]
    [MemberData(nameof(Clean))]
    public async Task A_clean_program_passes_without_a_word(string program) =>
        Assert.Empty(await Judged.Of(Colleagues.Clean[program], Colleagues.Files));

    [Fact]
    public async Task Who_changes_a_copy_hears_nothing()
    {
        var alarms = new List<string>();
        foreach (var own in Colleagues.Own)
            alarms.AddRange((await Judged.Of(own.Source, own.Files)).Select(d => $"{own.Name}: {d.Id} {d.GetMessage()}"));
        Assert.True(alarms.Count == 0, string.Join("\n", alarms));
    }

    public static TheoryData<string> Kinds => [.. Colleagues.Mistakes.Select(m => m.Kind).Distinct()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_mistake_of_a_kind_is_caught(string kind)
    {
        var missed = new List<string>();
        foreach (var mistake in Colleagues.Mistakes.Where(m => m.Kind == kind))
        {
            var found = await Judged.Of(mistake.Source, mistake.Files);
            if (!found.Any(d => mistake.Expected.Contains(d.Id)) || found.Any(d => d.Id is "AQ0000" or "AD0001" or "CS1029"))
                missed.Add($"{mistake.Name}: expected {string.Join(" or ", mistake.Expected)}, found {string.Join(" | ", found.Select(d => $"{d.Id} {d.Location.GetLineSpan().StartLinePosition} {d.GetMessage()}"))}");
        }

        Assert.True(missed.Count == 0, $"{missed.Count} of {Colleagues.Mistakes.Count(m => m.Kind == kind)}\n" + string.Join("\n", missed));
    }
}
