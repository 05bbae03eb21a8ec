using System.Collections.Generic;
using System.Threading;
using Aqueduct.Model;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Reading;

/// <summary>Reads a method marked [Operator], [Check] or [Metric] by itself.</summary>
static class OperatorReader
{
    public static ReadResult<OperatorModel> Read(IMethodSymbol method, Compilation compilation, Anchors? anchors, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var scope = new ReadScope(compilation, anchors);
        var shapes = new Shapes(scope);
        if (Known.KindOf(method, out var attribute) is not { } kind || attribute is null || kind is not (NodeKind.Operator or NodeKind.Check or NodeKind.Metric))
            return new(null, [], false, [], []);
        var values = new AttributeValues(attribute, scope);
        var model = new OperatorModel
        {
            Kind = kind,
            Method = MethodReader.Read(method, attribute, shapes, scope),
            Description = values.Text("Description"),
            Retries = values.Value<int>("Retries"),
            Timeout = values.Text("Timeout"),
            Cpu = values.Value<double>("Cpu"),
            Memory = values.Text("Memory"),
            Gpu = values.Value<int>("Gpu"),
            Image = values.Text("Image"),
            Cache = values.Value<bool>("Cache")?.Value ?? false,
            Severity = values.Member("severity")?.Value ?? "Warning",
            Bounds = Bounds(method, scope),
            Anomalies = Anomalies(method, scope),
        };
        return new(model, scope.Faults, scope.CanRun, shapes.Rows, shapes.Json);
    }

    static readonly string[] Limits = ["Below", "Above", "AtMost", "AtLeast", "EqualTo", "NotEqualTo"];

    public static EquatableArray<BoundModel> Bounds(IMethodSymbol method, ReadScope scope)
    {
        var bounds = new List<BoundModel>();
        var index = 0;
        foreach (var attribute in method.GetAttributes())
        {
            if (!Known.IsAqueduct(attribute.AttributeClass, "BoundAttribute"))
                continue;
            var values = new AttributeValues(attribute, scope);
            var severity = values.Member("Severity")?.Value ?? "Warning";
            var before = bounds.Count;
            foreach (var limit in Limits)
                if (values.Value<double>(limit) is { } given && !double.IsNaN(given.Value))
                    bounds.Add(new BoundModel(index, limit, given.Value, severity, given.Anchor));
            if (bounds.Count == before)
                bounds.Add(new BoundModel(index, "", double.NaN, severity, values.Anchor));
            index++;
        }

        return bounds.ToEquatable();
    }

    /// <summary>The defaults are those of the attribute.</summary>
    public static EquatableArray<AnomalyModel> Anomalies(IMethodSymbol method, ReadScope scope)
    {
        var anomalies = new List<AnomalyModel>();
        foreach (var attribute in method.GetAttributes())
        {
            if (!Known.IsAqueduct(attribute.AttributeClass, "AnomalyAttribute"))
                continue;
            var values = new AttributeValues(attribute, scope);
            var anchor = values.Anchor;
            anomalies.Add(new AnomalyModel(
                values.Member("Method")?.Value ?? "RobustZ",
                values.Value<int>("Window") ?? new(30, anchor),
                values.Value<double>("Threshold") ?? new(3.5, anchor),
                values.Value<int>("Season") ?? new(0, anchor),
                values.Value<int>("MinimumRuns") ?? new(8, anchor),
                values.Member("Severity")?.Value ?? "Warning",
                anchor));
        }

        return anomalies.ToEquatable();
    }
}
