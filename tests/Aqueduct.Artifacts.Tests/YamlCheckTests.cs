using Aqueduct.Artifacts.Rendering;

namespace Aqueduct.Artifacts.Tests;

public sealed class YamlCheckTests
{
    [Theory]
    [InlineData("a: &x 1\nb: 2\n", "anchor")]
    [InlineData("a: !!str 1\nb: 2\n", "tag")]
    [InlineData("a: 1\na: 2\n", "duplicate")]
    [InlineData("a: [1\n", "not valid YAML")]
    [InlineData("a: 1\n---\nb: 2\n", "2 documents")]
    [InlineData("a: other\n", "does not come out")]
    [InlineData("a: value\n", "does not come out")] // once, where two were escaped
    public void Text_that_does_not_say_what_was_meant_is_not_written(string yaml, string reason)
    {
        var error = Assert.Throws<ArtifactException>(() => YamlCheck.Verify("compose.yaml", yaml, ["value", "value"], documents: 1));

        Assert.Equal("AQ9005", error.Code);
        Assert.Contains(reason, error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Text_in_which_every_value_is_found_passes() =>
        YamlCheck.Verify("compose.yaml", "a: value\nb: [\"value\"]\n", ["value", "value"], documents: 1);

    [Theory]
    [InlineData("{{ missing }}")]
    [InlineData("{{ if }}")]
    public void A_template_that_names_what_is_not_there_fails(string template)
    {
        var error = Assert.Throws<ArtifactException>(() => TemplateRenderer.RenderText(template, "compose.yaml", new { Present = 1 }));

        Assert.Equal("AQ9005", error.Code);
    }
}
