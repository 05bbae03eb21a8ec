namespace Aqueduct.Analyzers.Tests;

public class AQ0025Tests
{
    const string Body = """
        {
            [Workflow("Rows")]
            public void Run() => SaveRows(Rows());
        }
        """;

    [Fact]
    public Task A_service_that_nobody_adds_is_found_at_the_parameter() =>
        Verify.Code("public interface IPrices; public sealed partial class Flow(IPrices {|AQ0025:prices|}, int size = 3)" + Body);

    [Fact]
    public Task What_is_built_in_passes() =>
        Verify.Code("public sealed partial class Flow(System.Net.Http.HttpClient http, TimeProvider time)" + Body);

    [Fact]
    public Task A_project_that_adds_services_passes() =>
        Verify.Code("public interface IPrices; public static class Add { [Services] public static void To(Microsoft.Extensions.DependencyInjection.IServiceCollection services) { } } public sealed partial class Flow(IPrices prices)" + Body);
}
