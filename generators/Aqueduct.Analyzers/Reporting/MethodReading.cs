using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Aqueduct.Model;
using Aqueduct.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aqueduct.Analyzers;

/// <summary>A fault and the anchors it is placed by.</summary>
readonly record struct Finding(Fault Fault, Anchors Anchors);

/// <summary>One reader's result with the places it read.</summary>
sealed record Anchored<T>(ReadResult<T> Result, Anchors Anchors) where T : class
{
    public IEnumerable<Finding> Findings(System.Func<T, IEnumerable<Fault>> rules) => Result.Model is { } model ? At(rules(model)) : [];

    public IEnumerable<Finding> At(IEnumerable<Fault> faults) => faults.Select(f => new Finding(f, Anchors));
}

/// <summary>Everything the rules need to know of one marked method, read once for all analyzers.</summary>
sealed class MethodReading
{
    static readonly string[] AllMarkers = [.. NodeKinds.Attributes, "Workflow"];

    public required IMethodSymbol Method { get; init; }

    /// <summary>Where the method's name stands.</summary>
    public required Location Name { get; init; }

    public Anchored<WorkflowModel>? Workflow { get; init; }

    public Anchored<OperatorModel>? Operator { get; init; }

    public Anchored<SqlMethodModel>? Sql { get; init; }

    public Anchored<SaveMethodModel>? Save { get; init; }

    /// <summary>A method marked [Read] or [Write].</summary>
    public Anchored<FileMethodModel>? File { get; init; }

    /// <summary>A method marked [Endpoint], operators among them.</summary>
    public Anchored<EndpointModel>? Endpoint { get; init; }

    /// <summary>A method marked [Email] or [Message].</summary>
    public Anchored<NoticeMethodModel>? Notice { get; init; }

    /// <summary>A method marked [Onnx], an operator, too.</summary>
    public Anchored<OnnxMethodModel>? Onnx { get; init; }

    /// <summary>A method marked [Prompt], an operator, too.</summary>
    public Anchored<PromptMethodModel>? Prompt { get; init; }

    /// <summary>What the method is marked as: Operator, Sql, …, in the order written.</summary>
    public IReadOnlyList<string> Markers { get; init; } = [];

    /// <summary>The attribute of the second marker, where there is one.</summary>
    public required Anchors MarkerAnchors { get; init; }

    /// <summary>Bounds on a method that is no metric.</summary>
    public EquatableArray<BoundModel> MisplacedBounds { get; init; } = [];

    /// <summary>Comparisons with a history on a method that is no metric.</summary>
    public EquatableArray<AnomalyModel> MisplacedAnomalies { get; init; } = [];

    /// <summary>Where those stand.</summary>
    public required Anchors BoundAnchors { get; init; }

    /// <summary>The signature of an operator, check, metric, query or save.</summary>
    public MethodModel? Signature => Operator?.Result.Model?.Method ?? Sql?.Result.Model?.Method ?? Save?.Result.Model?.Method ?? File?.Result.Model?.Method ?? Endpoint?.Result.Model?.Method ?? Notice?.Result.Model?.Method;

    /// <summary>The anchors of <see cref="Signature"/>.</summary>
    public Anchors SignatureAnchors => (Operator?.Anchors ?? Sql?.Anchors ?? Save?.Anchors ?? File?.Anchors ?? Endpoint?.Anchors ?? Notice?.Anchors)!;

    /// <summary>What the readers found themselves.</summary>
    public IEnumerable<Finding> ReaderFindings => Of(Workflow).Concat(Of(Operator)).Concat(Of(Sql)).Concat(Of(Save)).Concat(Of(File)).Concat(Of(Endpoint)).Concat(Of(Notice));

    /// <summary>What rules find in the row types that the method names.</summary>
    public IEnumerable<Finding> RowFindings(System.Func<RowModel, IEnumerable<Fault>> rules) => Rows(Operator, rules).Concat(Rows(Sql, rules)).Concat(Rows(Save, rules));

    static IEnumerable<Finding> Rows<T>(Anchored<T>? read, System.Func<RowModel, IEnumerable<Fault>> rules) where T : class => read is null ? [] : read.At(read.Result.Rows.SelectMany(rules));

    /// <summary>Reads the method; null where it carries none of Aqueduct's attributes.</summary>
    public static MethodReading? Read(IMethodSymbol method, MethodDeclarationSyntax syntax, SemanticModel semantics, CancellationToken cancel)
    {
        var ours = method.GetAttributes().Where(a => a.AttributeClass is { } type && Known.IsAqueduct(type, type.MetadataName)).ToArray();
        // On an operator [Endpoint] says no other kind of method, but who may call it, and [Onnx] or [Prompt] where its body comes from.
        var (isOperator, body) = (ours.Any(a => MarkerOf(a) == "Operator"), ours.FirstOrDefault(a => NodeKinds.IsBody(a.AttributeClass!.Name)));
        var markers = ours.Where(a => AllMarkers.Contains(MarkerOf(a)) && !((isOperator || body is not null) && MarkerOf(a) == "Endpoint") && !(isOperator && a == body)).ToArray();
        var isMetric = markers.Any(a => MarkerOf(a) == "Metric");
        if (ours.Length == 0)
            return null;

        Anchors workflow = new(), call = new(), sql = new(), save = new(), file = new(), onnx = new(), prompt = new(), endpoint = new(), notice = new(), second = new(), bounds = new();
        if (markers.Length > 1 && markers[1].ApplicationSyntaxReference?.GetSyntax(cancel) is { } attribute)
            second.Add(attribute.GetLocation());
        return new MethodReading
        {
            Method = method,
            Name = syntax.Identifier.GetLocation(),
            Markers = [.. markers.Select(MarkerOf)],
            MarkerAnchors = second,
            MisplacedBounds = isMetric ? [] : OperatorReader.Bounds(method, new ReadScope(semantics.Compilation, bounds)),
            MisplacedAnomalies = isMetric ? [] : OperatorReader.Anomalies(method, new ReadScope(semantics.Compilation, bounds)),
            BoundAnchors = bounds,
            Workflow = Has("Workflow") ? new(WorkflowReader.Read(method, semantics, workflow, cancel), workflow) : null,
            Prompt = body is not null && MarkerOf(body) == "Prompt" ? new(PromptReader.Read(method, semantics.Compilation, prompt, cancel), prompt) : null,
            Onnx = body is not null && MarkerOf(body) == "Onnx" ? new(OnnxReader.Read(method, semantics.Compilation, onnx, cancel), onnx) : null,
            Operator = Has("Operator") || Has("Onnx") || Has("Prompt") || Has("Check") || isMetric ? new(OperatorReader.Read(method, semantics.Compilation, call, cancel), call) : null,
            Sql = Has("Sql") || Has("SqlFile") ? new(SqlReader.Read(method, semantics.Compilation, sql, cancel), sql) : null,
            Save = Has("Save") ? new(SaveReader.Read(method, semantics.Compilation, save, cancel), save) : null,
            Endpoint = ours.Any(a => MarkerOf(a) == "Endpoint") ? new(EndpointReader.Read(method, semantics.Compilation, endpoint, cancel), endpoint) : null,
            File = Has("Read") ? File(NodeKind.Read) : Has("Write") ? File(NodeKind.Write) : null,
            Notice = Has("Email") ? Notice(NodeKind.Email) : Has("Message") ? Notice(NodeKind.Message) : null,
        };

        Anchored<FileMethodModel> File(NodeKind kind) => new(FileReader.Read(method, kind, semantics.Compilation, file, cancel), file);

        Anchored<NoticeMethodModel> Notice(NodeKind kind) => new(NoticeReader.Read(method, kind, semantics.Compilation, notice, cancel), notice);

        bool Has(string marker) => markers.Any(a => MarkerOf(a) == marker);
    }

    static string MarkerOf(AttributeData attribute) => attribute.AttributeClass!.Name.Replace("Attribute", "");

    static IEnumerable<Finding> Of<T>(Anchored<T>? read) where T : class => read is null ? [] : read.At(read.Result.Faults);
}
