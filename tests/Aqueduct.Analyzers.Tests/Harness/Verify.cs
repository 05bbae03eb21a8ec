using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;

namespace Aqueduct.Analyzers.Tests;

/// <summary>What the tests say. Expected places are marked as <c>{|AQ0001:while|}</c>.</summary>
static class Verify
{
    /// <summary>The analyzers report exactly what is marked.</summary>
    public static Task Code(string source) => new AqueductTest(source).RunAsync();

    /// <summary>The same, for members of a partial static class Flow.</summary>
    public static Task Members(string members) => Code(Flow(members));

    /// <summary>The same, with an aqueduct.json.</summary>
    public static Task Members(string members, string resources)
    {
        var test = new AqueductTest(Flow(members));
        test.TestState.AdditionalFiles.Add(("aqueduct.json", resources));
        return test.RunAsync();
    }

    /// <summary>The same, where also checks must look at what they are given.</summary>
    public static Task WithoutStubs(string members) => new AqueductTest(Flow(members), withStubs: false).RunAsync();

    /// <summary>The same, for a target.</summary>
    public static Task For(string target, string members) => With("AqueductTarget", target, members).RunAsync();

    /// <summary>The rule reports this message at the marked place, for a target.</summary>
    public static Task For(string target, string members, string id, params object[] arguments) => Message(With("AqueductTarget", target, members), id, arguments);

    /// <summary>The same, for a project that is published as native AOT.</summary>
    public static Task Aot(string members) => With("AqueductAot", "true", members).RunAsync();

    /// <inheritdoc cref="For(string, string, string, object[])"/>
    public static Task Aot(string members, string id, params object[] arguments) => Message(With("PublishAot", "true", members), id, arguments);

    static AqueductTest With(string property, string value, string members)
    {
        var test = new AqueductTest(Flow(members));
        test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", $"is_global = true\nbuild_property.{property} = {value}\n"));
        return test;
    }

    /// <summary>The same, for a whole program.</summary>
    public static AqueductTest Program(string source)
    {
        var test = new AqueductTest(source);
        test.TestState.OutputKind = OutputKind.ConsoleApplication;
        test.FixedState.OutputKind = OutputKind.ConsoleApplication;
        return test;
    }

    /// <summary>The same, with an aqueduct.json and an aqueduct.schema.json.</summary>
    public static Task Members(string members, string resources, string schema)
    {
        var test = new AqueductTest(Flow(members));
        test.TestState.AdditionalFiles.Add(("aqueduct.json", resources));
        test.TestState.AdditionalFiles.Add(("aqueduct.schema.json", schema));
        return test.RunAsync();
    }

    /// <summary>What is wrong in aqueduct.json itself.</summary>
    public static Task Resources(string resources) => Members("", resources);

    /// <summary>The rule reports this message at the marked place of aqueduct.json.</summary>
    public static Task Resources(string resources, string id, params object[] arguments)
    {
        var test = new AqueductTest(Flow(""));
        test.TestState.AdditionalFiles.Add(("aqueduct.json", resources));
        return Message(test, id, arguments);
    }

    /// <summary>The rule reports this message at the marked place.</summary>
    public static Task Message(string members, string id, params object[] arguments) => Message(new AqueductTest(Flow(members)), id, arguments);

    static Task Message(AqueductTest test, string id, object[] arguments)
    {
        test.TestState.ExpectedDiagnostics.Add(new DiagnosticResult(DescriptorTable.All[id]).WithLocation(0).WithArguments(arguments));
        return test.RunAsync();
    }

    /// <summary>The fix with this key turns the members into the others, one by one and all at once.</summary>
    public static Task Fix(string members, string @fixed, string key, string? resources = null) => FixCode(Flow(members), Flow(@fixed), key, resources);

    /// <summary>The same, where all at once takes several rounds: changes of one method that meet are made one after the other.</summary>
    public static Task Fix(string members, string @fixed, string key, int iterations)
    {
        var test = Fixing(Flow(members), Flow(@fixed), key);
        test.NumberOfFixAllIterations = test.NumberOfFixAllInDocumentIterations = test.NumberOfFixAllInProjectIterations = iterations;
        return test.RunAsync();
    }

    /// <summary>No fix with this key is offered.</summary>
    public static Task NoFix(string members, string key)
    {
        var test = Fixing(Flow(members), Flow(members), key);
        test.FixedState.MarkupHandling = MarkupMode.Allow;
        return test.RunAsync();
    }

    /// <summary>The same, for a target.</summary>
    public static Task FixFor(string target, string members, string @fixed, string key)
    {
        var test = Fixing(Flow(members), Flow(@fixed), key);
        foreach (var state in new[] { test.TestState, test.FixedState })
            state.AnalyzerConfigFiles.Add(("/.globalconfig", $"is_global = true\nbuild_property.AqueductTarget = {target}\n"));
        return test.RunAsync();
    }

    /// <inheritdoc cref="Fix"/>
    public static Task FixCode(string source, string @fixed, string key, string? resources = null)
    {
        var test = Fixing(source, @fixed, key);
        if (resources is not null)
        {
            test.TestState.AdditionalFiles.Add(("aqueduct.json", resources));
            test.FixedState.AdditionalFiles.Add(("aqueduct.json", resources));
        }

        return test.RunAsync();
    }

    static AqueductTest Fixing(string source, string @fixed, string key)
    {
        var test = new AqueductTest(source) { CodeActionEquivalenceKey = key };
        test.FixedState.Sources.Add(@fixed);
        test.FixedState.Sources.Add(AqueductTest.Given);
        test.FixedState.AdditionalReferences.AddRange(AqueductTest.References);
        return test;
    }

    /// <summary>The fix with this key turns aqueduct.json into the other, one by one and, where the order shows, all at once into the third.</summary>
    public static Task FixSettings(string members, string @fixed, string key, string settings, string fixedSettings, string? fixedAtOnce = null)
    {
        var test = new AqueductTest(Flow(members)) { CodeActionEquivalenceKey = key, NumberOfFixAllIterations = 1, NumberOfFixAllInDocumentIterations = 1, NumberOfFixAllInProjectIterations = 1 };
        foreach (var state in new[] { test.FixedState, test.BatchFixedState })
        {
            state.Sources.Add(Flow(@fixed));
            state.Sources.Add(AqueductTest.Given);
            state.AdditionalReferences.AddRange(AqueductTest.References);
        }

        test.TestState.AdditionalFiles.Add(("aqueduct.json", settings));
        test.FixedState.AdditionalFiles.Add(("aqueduct.json", fixedSettings));
        test.BatchFixedState.AdditionalFiles.Add(("aqueduct.json", fixedAtOnce ?? fixedSettings));
        return test.RunAsync();
    }

    static string Flow(string members) => "public static partial class Flow\n{\n" + members + "\n}\n";
}
