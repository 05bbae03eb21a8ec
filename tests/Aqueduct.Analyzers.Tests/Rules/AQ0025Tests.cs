namespace Aqueduct.Analyzers.Tests;

public class AQ0025Tests
{
    [Fact]
    public Task A_service_nobody_adds_is_found() => Verify.Program("""
        return await AqueductHost.RunAsync(args);
        public interface IModel { }
        public sealed partial class Flow(IModel {|AQ0025:model|}, string {|AQ0025:path|})
        {
            [Workflow("Flow")] public void Run() => SaveRows(Rows());
            public string Show() => model + path;
        }
        """).RunAsync();

    [Fact]
    public Task What_every_app_has_and_what_has_a_default_pass() => Verify.Program("""
        return await AqueductHost.RunAsync(args);
        public interface IModel { }
        public sealed partial class Flow(System.Net.Http.HttpClient http, TimeProvider clock, IServiceProvider services, IModel? model = null)
        {
            [Workflow("Flow")] public void Run() => SaveRows(Rows());
            public string Show() => $"{http}{clock}{services}{model}";
        }
        """).RunAsync();

    [Fact]
    public Task A_services_method_may_add_it() => Verify.Program("""
        return await AqueductHost.RunAsync(args);
        namespace Microsoft.Extensions.DependencyInjection { public interface IServiceCollection { } }
        public interface IModel { }
        public sealed partial class Flow(IModel model)
        {
            [Services] internal static void Add(Microsoft.Extensions.DependencyInjection.IServiceCollection services) { }
            [Workflow("Flow")] public void Run() => SaveRows(Rows());
            public string Show() => $"{model}";
        }
        """).RunAsync();

    [Fact]
    public Task A_library_s_app_may_add_it() => Verify.Code("""
        public interface IModel { }
        public sealed partial class Flow(IModel model)
        {
            [Workflow("Flow")] public void Run() => SaveRows(Rows());
            public string Show() => $"{model}";
        }
        """);
}
