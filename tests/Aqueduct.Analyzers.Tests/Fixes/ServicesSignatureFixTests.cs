namespace Aqueduct.Analyzers.Tests;

public class ServicesSignatureFixTests
{
    const string Collection = "namespace Microsoft.Extensions.DependencyInjection { public interface IServiceCollection { } }\n";

    [Fact]
    public Task Instance_and_private_methods_become_static_and_reachable() => Verify.FixCode(Collection + """
        public class Flow
        {
            [Services]
            public void {|AQ0021:A|}(Microsoft.Extensions.DependencyInjection.IServiceCollection services) { }

            [Services]
            static void {|AQ0021:B|}(Microsoft.Extensions.DependencyInjection.IServiceCollection services) { }
        }
        """, Collection + """
        public class Flow
        {
            [Services]
            public static void A(Microsoft.Extensions.DependencyInjection.IServiceCollection services) { }

            [Services]
            internal static void B(Microsoft.Extensions.DependencyInjection.IServiceCollection services) { }
        }
        """, "AQ0021:static");
}
