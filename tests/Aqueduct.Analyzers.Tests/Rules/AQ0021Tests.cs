namespace Aqueduct.Analyzers.Tests;

public class AQ0021Tests
{
    const string Collection = "namespace Microsoft.Extensions.DependencyInjection { public interface IServiceCollection { } }\n";

    [Fact]
    public Task Wrong_shapes_are_found_at_the_name() => Verify.Code(Collection + """
        public class Flow
        {
            [Services]
            public void {|AQ0021:A|}(Microsoft.Extensions.DependencyInjection.IServiceCollection services) { }

            [Services]
            public static void {|AQ0021:B|}() { }

            [Services]
            public static int {|AQ0021:C|}(Microsoft.Extensions.DependencyInjection.IServiceCollection services) => 0;

            [Services]
            static void {|AQ0021:D|}(Microsoft.Extensions.DependencyInjection.IServiceCollection services) { }
        }
        """);

    [Fact]
    public Task A_static_method_that_takes_the_collection_passes() => Verify.Code(Collection + """
        public static class Flow
        {
            [Services]
            internal static void Add(Microsoft.Extensions.DependencyInjection.IServiceCollection services) { }
        }
        """);
}
