using System.Net;
using Aqueduct.Runtime;
using Aqueduct.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aqueduct.Dashboard.Tests;

/// <summary>What a server does not do that nobody looks at.</summary>
public class QuietTests
{
    [Fact]
    public void No_keys_are_read_or_written_as_it_starts()
    {
        var environment = new HostEnvironment { Home = "", Out = TextWriter.Null, Error = TextWriter.Null, OpenOut = () => Stream.Null, Terminal = false, Colors = false, Clock = TimeProvider.System };
        var context = new ServeContext(environment, null!, [], new ServeSettings(IPAddress.Loopback, 0, null, 1), new ConnectorSettings(new ConfigurationBuilder().Build().GetSection("serve"), "."), _ => { });
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        new DashboardPart(context).AddTo(builder);
        Assert.Contains(builder.Services, s => s.ServiceType == typeof(IDataProtectionProvider));
        Assert.DoesNotContain(builder.Services, s => s.ServiceType == typeof(IHostedService) && s.ImplementationType?.Name == "DataProtectionHostedService");
    }
}
