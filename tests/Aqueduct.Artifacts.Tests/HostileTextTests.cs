using System.Globalization;
using Aqueduct.Artifacts.Model;
using YamlDotNet.RepresentationModel;

namespace Aqueduct.Artifacts.Tests;

/// <summary>Whatever people call their workflows, the files say exactly that and nothing more.</summary>
public sealed class HostileTextTests
{
    public static TheoryData<string> Names { get; } =
    [
        "it's \"quoted\" \\ and {braces}", "key: value # comment", "line\nbreak\r\n\ttab", "${{ secrets.TOKEN }} $HOME ${X:-y} $(id) `id`",
        "{{ app }} {% raw %}", "- list", "*alias &anchor !!tag", "yes", "1e3", "0x1F", "~", "", " padded ", "日本語 Ünïcödé 😀",
        "\u0000\u0007\u001b[31m", "\u2028\u2029\u0085\ufeff", "\u202eright-to-left", "--- ...", "%YAML 1.2", "? complex", "|\n  block",
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_display_name_comes_out_of_kubernetes_yaml_as_it_went_in(string name)
    {
        var job = Parse(Sample.Render("kubernetes.yaml", Sample.Churn with { Name = name }))[3];

        Assert.Equal(name, Text(job, "metadata", "annotations", "aqueduct/workflow"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_display_name_comes_out_of_compose_yaml_after_interpolation(string name)
    {
        var compose = Assert.Single(Parse(Sample.Render("compose.yaml", Sample.Churn with { Name = name })));

        Assert.Equal(name, Text(compose, "services", "churn-customer-churn", "labels", "aqueduct.workflow").Replace("$$", "$"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_assembly_name_leaves_the_shape_of_the_Dockerfile_alone(string name)
    {
        string[] Instructions(string assembly) =>
            [.. ArtifactSet.Render(Sample.Plan(Sample.Build with { AssemblyName = assembly, EntryFile = assembly + ".dll" }, Sample.Churn))
                .File("Dockerfile").Split('\n').Select(line => line.Split(' ')[0])];

        Assert.Equal(Instructions("churn"), Instructions(name));
    }

    [Theory]
    [InlineData("kubernetes.yaml")]
    [InlineData("compose.yaml")]
    public void A_thousand_workflows_are_all_there(string file)
    {
        // More loops than Scriban's limit of 1,000 and more text than its limit of 1 MiB.
        var workflows = Enumerable.Range(0, 1_200).Select(i => Sample.Churn with { Slug = $"w{i}", Name = new string('é', 120) }).ToArray();

        Assert.Equal(workflows.Length, Sample.Render(file, workflows).Split(Sample.Churn.Version).Length - 1);
    }

    [Fact]
    public void A_model_of_200_operators_with_6_edges_each_is_read_and_rendered()
    {
        var nodes = Enumerable.Range(0, 200).Select(i =>
            $$"""{"cpu":{{i % 7}}.5,"id":{{i}},"inputs":[{{string.Join(',', Enumerable.Range(i - 6, 6).Where(n => n >= 0))}}],"kind":"operator","method":"M.N","name":"N{{i}}","outputs":[]}""");
        var model = ModelJson.Parse(
            $$"""{"schema":"aqueduct-model/v1","workflows":[{"name":"Wide","nodes":[{{string.Join(',', nodes)}}],"slug":"wide","version":"0"}]}""");

        Assert.Contains("cpu: \"6.5\"", ArtifactSet.Render(Sample.Plan([.. model.Workflows])).File("kubernetes.yaml"));
    }

    [Theory]
    [InlineData("fi-FI")]
    [InlineData("ar-SA")]
    [InlineData("tr-TR")]
    public void The_culture_of_the_machine_changes_no_byte(string culture)
    {
        var workflow = Sample.Churn with { Nodes = [new(0, "Half", Cpu: 0.5, Gpu: 1)], Slug = "INFO-x".ToLowerInvariant(), Timeout = TimeSpan.FromSeconds(1.5) };
        var expected = ArtifactSet.Render(Sample.Plan(workflow)).Files;
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal(expected, ArtifactSet.Render(Sample.Plan(workflow)).Files);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_order_of_workflows_in_the_source_changes_no_byte() =>
        Assert.Equal(ArtifactSet.Render(Sample.Plan(Sample.Churn, Sample.Adhoc)).Files, ArtifactSet.Render(Sample.Plan(Sample.Adhoc, Sample.Churn)).Files);

    [Fact]
    public void Lines_end_with_a_line_feed_alone() =>
        Assert.All(ArtifactSet.Render(Sample.Plan(Sample.Churn)).Files, f => Assert.True(!f.Content.Contains('\r') && f.Content.EndsWith('\n')));

    static List<YamlNode> Parse(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return [.. stream.Documents.Select(d => d.RootNode)];
    }

    static string Text(YamlNode node, params string[] path) => ((YamlScalarNode)path.Aggregate(node, (n, key) => n[key])).Value!;
}
