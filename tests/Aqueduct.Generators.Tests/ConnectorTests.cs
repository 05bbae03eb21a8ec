using Aqueduct.Generators.Tests.Support;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Generators.Tests;

/// <summary>A package that adds something to Aqueduct is registered by the app that references it, before anything else of the app.</summary>
public class ConnectorTests
{
    const string Connector = """
        using Aqueduct.Runtime;
        [assembly: Connector(typeof(Acme.Tapes.Tape))]
        namespace Acme.Tapes { public static class Tape { public static void Register() => Connectors.AddObjectStore("tape", _ => throw new System.NotSupportedException()); } }
        """;

    const string Registration = "global::Acme.Tapes.Tape.Register();";

    static MetadataReference Compiled(string source)
    {
        using var image = new MemoryStream();
        var emitted = App.Compilation(OutputKind.DynamicallyLinkedLibrary, source).WithAssemblyName("Acme.Tapes").Emit(image);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics));
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    static string Initializer(Compilation compilation) => App.Generate(compilation).GeneratedSources.Single(s => s.HintName == "AqueductRegistration.g.cs").SourceText.ToString();

    [Fact]
    public void An_app_registers_the_connectors_it_references_before_all_else()
    {
        var app = App.Compilation(OutputKind.ConsoleApplication, Source.Churn).AddReferences(Compiled(Connector));
        Assert.Contains("internal static void Register()\n        {\n            " + Registration + "\n", Initializer(app), StringComparison.Ordinal);
        App.Complete(app);
    }

    [Fact]
    public void A_library_leaves_that_to_the_apps_that_use_it()
    {
        var library = App.Compilation(OutputKind.DynamicallyLinkedLibrary, Source.Churn).AddReferences(Compiled(Connector));
        Assert.DoesNotContain(Registration, Initializer(library), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public static class Tape", "static class Tape")]
    [InlineData("[assembly: Connector(typeof(Acme.Tapes.Tape))]", "")]
    public void What_the_app_cannot_call_or_what_is_not_marked_is_not_called(string text, string instead) =>
        Assert.DoesNotContain("Register();", Initializer(App.Compilation(OutputKind.ConsoleApplication, Source.Churn).AddReferences(Compiled(Connector.Replace(text, instead, StringComparison.Ordinal)))), StringComparison.Ordinal);

    [Fact]
    public void A_reference_that_is_added_later_is_seen()
    {
        var app = App.Compilation(OutputKind.ConsoleApplication, Source.Churn);
        var driver = App.Driver().RunGenerators(app);
        var after = driver.RunGenerators(app.AddReferences(Compiled(Connector))).GetRunResult().Results[0];
        Assert.Contains(Registration, after.GeneratedSources.Single(s => s.HintName == "AqueductRegistration.g.cs").SourceText.ToString(), StringComparison.Ordinal);
    }
}
