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

    /// <summary>Prints milliseconds a step of each, the median of rounds taken in turns, and the ratios to nobody listening. The target is that of steps that store something: one that does not takes microseconds, and shows what being watched takes of a step.</summary>
    public static bool Print(int rounds)
    {
        var sink = Sink();
        var isMet = Print(sink.Address, gives: true, rounds);
        Print(sink.Address, gives: false, rounds);
        sink.App.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return isMet;
    }

    static bool Print(string address, bool gives, int rounds)
    {
        var (nobody, listeners, sent) = (new Figure[rounds], new Figure[rounds], new Figure[rounds]);
        // The first round warms up.
        for (var round = -1; round < rounds; round++)
        {
            var measured = (Run(gives, []), Listened(() => Run(gives, [])), Sent(gives, address));
            if (round >= 0)
                (nobody[round], listeners[round], sent[round]) = measured;
        }

        var chain = gives ? "each storing an artifact" : "without artifacts";
        return Line($"{chain}, listeners in the process", listeners, nobody) & Line($"{chain}, sent by OTLP to this machine", sent, nobody);
    }

    static bool Line(string what, Figure[] measured, Figure[] nobody)
    {
        var ratio = measured.Select(m => m.Wall).Median() / nobody.Select(m => m.Wall).Median();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"observed chain of {Steps:N0} steps, {what}: {Shown(measured, m => m.Wall)} ms a step; nobody listening {Shown(nobody, m => m.Wall)}; ratio {ratio:0.000}; target ≤ {1 + MostOverhead}; processor time {Shown(measured, m => m.Cpu)} ms a step, nobody listening {Shown(nobody, m => m.Cpu)}; N={measured.Length}"));
        return ratio <= 1 + MostOverhead;
    }

    static string Shown(Figure[] figures, Func<Figure, double> which) =>
        string.Create(CultureInfo.InvariantCulture, $"{figures.Select(which).Median():0.0000} [{figures.Min(which):0.0000}..{figures.Max(which):0.0000}]");

    static Figure Run(bool gives, IReadOnlyList<IRunWatch> watches) => DurableBenchmark.InHome(home =>
    {
        var before = Environment.CpuUsage.TotalTime;
        var wall = DurableBenchmark.RunAsync(home, Steps, gives, options: new RunOptions { Watches = watches }).GetAwaiter().GetResult();
        return new Figure(wall, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / Steps);
    });

    static Figure Listened(Func<Figure> run)
    {
        using var activities = new ActivityListener { ShouldListenTo = s => s.Name == Telemetry.Name, Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded };
        ActivitySource.AddActivityListener(activities);
        using var meters = new MeterListener { InstrumentPublished = (i, l) => { if (i.Meter.Name == Telemetry.Name) l.EnableMeasurementEvents(i); } };
        meters.SetMeasurementEventCallback<long>((_, _, _, _) => { });
        meters.SetMeasurementEventCallback<double>((_, _, _, _) => { });
        meters.Start();
        return run();
    }

    static Figure Sent(bool gives, string address)
    {
        // The exporters read them when they are made.
        foreach (var (name, value) in new[] { ("OTEL_EXPORTER_OTLP_ENDPOINT", address), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf") })
            Environment.SetEnvironmentVariable(name, value);
        var watch = OtelWatch.Begin(Environment.GetEnvironmentVariable, Console.Error)!;
        try
        {
            return Run(gives, [watch]);
        }
        finally
        {
            watch.DisposeAsync().AsTask().GetAwaiter().GetResult();
            Environment.SetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT", null);
        }
    }

    /// <summary>Milliseconds a step: on the clock, and of processor time, which other programs disturb less.</summary>
    readonly record struct Figure(double Wall, double Cpu);

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
