using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using Aqueduct.Observability.Otel;
using Aqueduct.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Aqueduct.Benchmarks.Engine;

/// <summary>A chain of recorded steps, each storing an artifact, with nobody listening, with listeners in the process, and with everything sent by OTLP to a server on this machine that keeps nothing: what being watched costs.</summary>
static class ObserveBenchmark
{
    const int Steps = 2_000;
    const double MostOverhead = 0.05;

    /// <summary>Prints milliseconds a step of each, the median of rounds taken in turns, and the ratios to nobody listening.</summary>
    public static bool Print(int rounds)
    {
        var sink = Sink();
        var (nobody, listeners, sent) = (new double[rounds], new double[rounds], new double[rounds]);
        // The first round warms up.
        for (var round = -1; round < rounds; round++)
        {
            var measured = (Run([]), Listened(() => Run([])), Sent(sink.Address));
            if (round >= 0)
                (nobody[round], listeners[round], sent[round]) = measured;
        }

        sink.App.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Array.Sort(nobody);
        var isMet = Line("listeners in the process", listeners, nobody) & Line("sent by OTLP to this machine", sent, nobody);
        return isMet;
    }

    static bool Line(string what, double[] measured, double[] nobody)
    {
        Array.Sort(measured);
        var ratio = measured.Median() / nobody.Median();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"observed chain of {Steps:N0} steps, {what}: {measured.Median():0.0000} ms a step [{measured[0]:0.0000}..{measured[^1]:0.0000}]; nobody listening {nobody.Median():0.0000} [{nobody[0]:0.0000}..{nobody[^1]:0.0000}]; ratio {ratio:0.000}; target ≤ {1 + MostOverhead}; N={measured.Length}"));
        return ratio <= 1 + MostOverhead;
    }

    static double Run(IReadOnlyList<IRunWatch> watches) => DurableBenchmark.InHome(home => DurableBenchmark.RunAsync(home, Steps, gives: true, options: new RunOptions { Watches = watches }).GetAwaiter().GetResult());

    static double Listened(Func<double> run)
    {
        using var activities = new ActivityListener { ShouldListenTo = s => s.Name == Telemetry.Name, Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded };
        ActivitySource.AddActivityListener(activities);
        using var meters = new MeterListener { InstrumentPublished = (i, l) => { if (i.Meter.Name == Telemetry.Name) l.EnableMeasurementEvents(i); } };
        meters.SetMeasurementEventCallback<long>((_, _, _, _) => { });
        meters.SetMeasurementEventCallback<double>((_, _, _, _) => { });
        meters.Start();
        return run();
    }

    static double Sent(string address)
    {
        // The exporters read them when they are made.
        foreach (var (name, value) in new[] { ("OTEL_EXPORTER_OTLP_ENDPOINT", address), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf") })
            Environment.SetEnvironmentVariable(name, value);
        var watch = OtelWatch.Begin(Environment.GetEnvironmentVariable, Console.Error)!;
        try
        {
            return Run([watch]);
        }
        finally
        {
            watch.DisposeAsync().AsTask().GetAwaiter().GetResult();
            Environment.SetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT", null);
        }
    }

    static (WebApplication App, string Address) Sink()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(context => context.Request.Body.CopyToAsync(Stream.Null));
        app.StartAsync().GetAwaiter().GetResult();
        return (app, app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }
}
