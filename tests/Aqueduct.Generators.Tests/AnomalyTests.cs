using Aqueduct.Generators.Tests.Support;
using Aqueduct.Graph;

namespace Aqueduct.Generators.Tests;

/// <summary>A metric's comparisons with its own history, from the attribute to what runs and what is deployed.</summary>
public class AnomalyTests
{
    const string Source = """
        public static partial class Usual
        {
            [Operator] static int One() => 1;
            [Metric]
            [Anomaly]
            [Anomaly(Method = AnomalyMethod.Seasonal, Season = 7, Window = 10, MinimumRuns = 4, Threshold = 2.5, Severity = Severity.Error)]
            static int Size(int x) => x;
            [Workflow("Usual")] static void Go() { Size(One()); }
        }
        """;

    [Fact]
    public void They_are_emitted_with_the_attribute_s_defaults()
    {
        var text = Assert.Single(App.Generate(Source).GeneratedSources, s => s.HintName.EndsWith(".Workflow.g.cs")).SourceText.ToString();
        Assert.Contains("Anomalies = [new(global::Aqueduct.AnomalyMethod.RobustZ, 30, 3.5D, 0, 8, global::Aqueduct.Severity.Warning), new(global::Aqueduct.AnomalyMethod.Seasonal, 10, 2.5D, 7, 4, global::Aqueduct.Severity.Error)]", text);
    }

    [Fact]
    public void They_are_part_of_the_model_and_its_version()
    {
        var workflow = Read.Workflow(Source);
        Assert.Contains("""
            "anomalies":[{"method":"RobustZ","minimumRuns":8,"season":0,"severity":"Warning","threshold":3.5,"window":30},{"method":"Seasonal","minimumRuns":4,"season":7,"severity":"Error","threshold":2.5,"window":10}]
            """.Trim(), ModelJson.Of([workflow]));
        Assert.NotEqual(ModelJson.Version(workflow), ModelJson.Version(Read.Workflow(Source.Replace("Window = 10", "Window = 11"))));
    }
}
