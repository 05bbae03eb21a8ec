using Microsoft.CodeAnalysis.Testing;

namespace Aqueduct.Analyzers.Tests;

public class AddServiceFixTests
{
    const string Types = """
        return await AqueductHost.RunAsync(args);

        public interface IModel { }
        public sealed class Model : IModel { }
        public sealed class Clock { }
        public interface IStore { }
        public sealed class Disk : IStore { }
        public sealed class Memory : IStore { }

        """;

    [Fact]
    public Task All_services_of_a_workflow_are_added() => Fix("""
        public sealed partial class Flow(IModel {|AQ0025:model|}, Clock {|AQ0025:clock|})
        {
            [Workflow("Flow")] public void Run() => SaveRows(Rows());

            public string Show() => $"{model}{clock}";
        }
        """, """
        public sealed partial class Flow(IModel model, Clock clock)
        {
            [Workflow("Flow")] public void Run() => SaveRows(Rows());

            public string Show() => $"{model}{clock}";

            [Services]
            internal static void AddServices(Microsoft.Extensions.DependencyInjection.IServiceCollection services)
            {
                Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton<IModel, Model>(services);
                Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton<Clock>(services);
            }
        }
        """);

    [Fact]
    public Task Of_several_classes_the_person_chooses() => Fix("""
        public sealed partial class Flow(IModel {|AQ0025:model|}, IStore {|AQ0025:store|})
        {
            [Workflow("Flow")] public void Run() => SaveRows(Rows());

            public string Show() => $"{model}{store}";
        }
        """, null);

    static Task Fix(string source, string? @fixed)
    {
        var test = Verify.Program(Types + source);
        // The rule reads the workflow to find what its class asks for: the mistake stands outside of what is read.
        test.CodeFixTestBehaviors |= CodeFixTestBehaviors.SkipLocalDiagnosticCheck;
        test.CodeActionEquivalenceKey = "AQ0025:services";
        test.FixedState.Sources.Add(Types + (@fixed ?? source));
        test.FixedState.Sources.Add(AqueductTest.Given);
        test.FixedState.AdditionalReferences.AddRange(AqueductTest.References);
        return test.RunAsync();
    }
}
