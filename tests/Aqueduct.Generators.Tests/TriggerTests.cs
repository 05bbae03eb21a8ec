using Aqueduct.Generators.Tests.Support;

namespace Aqueduct.Generators.Tests;

/// <summary>What starts a workflow is known to what runs it.</summary>
public class TriggerTests
{
    const string App = """
        public static partial class Flow
        {
            [Operator] static int One(string day) => 1;
            [Workflow("Import"TRIGGERS)] static void Import(string day) { _ = One(day); }
        }
        """;

    [Fact]
    public void Files_and_requests_are_in_the_definition()
    {
        var definition = Run.Workflow(Run.Load(App.Replace("TRIGGERS", ", OnFile = \"landing/{day}.csv\", Webhook = true", StringComparison.Ordinal))).Definition;
        Assert.Equal(("landing/{day}.csv", true), (definition.OnFile, definition.Webhook));
    }

    [Fact]
    public void Without_them_a_workflow_is_the_version_it_was()
    {
        var plain = Run.Workflow(Run.Load(App.Replace("TRIGGERS", "", StringComparison.Ordinal))).Definition;
        var said = Run.Workflow(Run.Load(App.Replace("TRIGGERS", ", Webhook = false", StringComparison.Ordinal))).Definition;
        Assert.Equal((null, false, plain.Version), (plain.OnFile, plain.Webhook, said.Version));
    }
}
