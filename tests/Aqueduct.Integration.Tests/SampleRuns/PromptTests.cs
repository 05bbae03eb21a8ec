using Aqueduct.AI.Tests;
using Aqueduct.Integration.Tests.Infrastructure;

namespace Aqueduct.Integration.Tests.SampleRuns;

/// <summary>The prompts sample, with a server in the place of the language model.</summary>
public sealed class PromptTests(Samples samples) : IClassFixture<Samples>
{
    [Fact]
    public async Task Reviews_are_judged_row_by_row_and_saved()
    {
        await using var server = await LanguageServer.StartAsync();
        var (exitCode, run) = samples.RunJsonWith("prompts/reviews.cs", ("AQUEDUCT_resources__llm__endpoint", server.Address), ("AQUEDUCT_resources__llm__model", "small"));

        Assert.Equal((0, "Succeeded"), (exitCode, run.GetProperty("state").GetString()));
        Assert.Equal(21, server.Questions.Count);
        Assert.All(server.Questions, q => Assert.Equal("small", q.Model));
        Assert.Equal(20, samples.Rows("judged_reviews")!.Split('\n').Length);
        Assert.All(samples.Rows("judged_reviews")!.Split('\n'), row => Assert.Equal("Disappointed", row.Split('\t')[2]));
        Assert.Equal("20 calls, 20,000 tokens in, 400 tokens out", run.GetProperty("nodes").EnumerateArray().Single(n => n.GetProperty("name").GetString() == "Judge").GetProperty("reason").GetString());
        Assert.Contains("HOTELS SHOULD MEND", server.Questions[^1].Instruction.ToUpperInvariant(), StringComparison.Ordinal);
    }
}
