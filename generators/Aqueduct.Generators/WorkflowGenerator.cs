using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using System.Threading;
using Aqueduct.Generators.Emitting;
using Aqueduct.Generators.Incremental;
using Aqueduct.Generators.Versions;
using Aqueduct.Model;
using Aqueduct.Reading;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Aqueduct.Generators;

/// <summary>Turns marked methods into run classes, row layouts, codecs and the bodies of partial methods.</summary>
/// <remarks>
/// What a person's code binds to is a source output; what nobody binds to (run classes, the carrier) is an implementation output,
/// which editors leave out while typing. Mistakes are reported by the analyzers; what cannot be emitted is left out here.
/// </remarks>
[Generator(LanguageNames.CSharp)]
public sealed class WorkflowGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var sqlFiles = SqlFileInputs.Of(context);
        var onnxFiles = OnnxFileInputs.Of(context);
        var memo = new ProjectMemo();
        var project = context.CompilationProvider.Select(memo.Read);
        var workflows = Marked(context, memo, project, "Workflow", StepNames.Workflows, static (method, semantics, cancel) => WorkflowReader.Read(method, semantics, null, cancel), HintNames.Of)
            .With(sqlFiles, static (workflow, files) => files.Resolve(workflow))
            .With(onnxFiles, static (workflow, files) => files.Resolve(workflow));
        var operators = Marked(context, memo, project, "Operator", StepNames.Operators, ReadOperator, static model => HintNames.Of(model.Method, "Operator"));
        var checks = Marked(context, memo, project, "Check", StepNames.Checks, ReadOperator, static model => HintNames.Of(model.Method, "Operator"));
        var metrics = Marked(context, memo, project, "Metric", StepNames.Metrics, ReadOperator, static model => HintNames.Of(model.Method, "Operator"));
        var queries = Marked(context, memo, project, "Sql", StepNames.Queries, static (method, semantics, cancel) => SqlReader.Read(method, semantics.Compilation, null, cancel), static query => HintNames.Of(query.Method, "Sql"));
        var saves = Marked(context, memo, project, "Save", StepNames.Saves, static (method, semantics, cancel) => SaveReader.Read(method, semantics.Compilation, null, cancel), static save => HintNames.Of(save.Method, "Save"));

        var queryFiles = Marked(context, memo, project, "SqlFile", StepNames.QueryFiles, static (method, semantics, cancel) => SqlReader.Read(method, semantics.Compilation, null, cancel), static query => HintNames.Of(query.Method, "Sql"));
        var reads = Marked(context, memo, project, "Read", StepNames.Reads, static (method, semantics, cancel) => FileReader.Read(method, NodeKind.Read, semantics.Compilation, null, cancel), static file => HintNames.Of(file.Method, "Read"));
        var writes = Marked(context, memo, project, "Write", StepNames.Writes, static (method, semantics, cancel) => FileReader.Read(method, NodeKind.Write, semantics.Compilation, null, cancel), static file => HintNames.Of(file.Method, "Write"));
        var endpoints = Marked(context, memo, project, "Endpoint", StepNames.Endpoints, static (method, semantics, cancel) => EndpointReader.Read(method, semantics.Compilation, null, cancel), static endpoint => HintNames.Of(endpoint.Method, "Endpoint"));
        var mails = Marked(context, memo, project, "Email", StepNames.Mails, static (method, semantics, cancel) => NoticeReader.Read(method, NodeKind.Email, semantics.Compilation, null, cancel), static mail => HintNames.Of(mail.Method, "Email"));
        var messages = Marked(context, memo, project, "Message", StepNames.Messages, static (method, semantics, cancel) => NoticeReader.Read(method, NodeKind.Message, semantics.Compilation, null, cancel), static message => HintNames.Of(message.Method, "Message"));

        var onnx = Marked(context, memo, project, "Onnx", StepNames.Models, static (method, semantics, cancel) => OnnxReader.Read(method, semantics.Compilation, null, cancel), static model => HintNames.Of(model.Method, "Onnx"));
        var prompts = Marked(context, memo, project, "Prompt", StepNames.Prompts, static (method, semantics, cancel) => PromptReader.Read(method, semantics.Compilation, null, cancel), static prompt => HintNames.Of(prompt.Method, "Prompt"));
        var models = onnx.With(onnxFiles, static (found, files) => found.Model is { } model ? files.Resolve(model) : null);

        var runnable = workflows.Select(static (w, _) => w is { CanRun: true, Model.IsPart: false } ? w.Model : null);
        context.RegisterImplementationSourceOutput(runnable, static (output, workflow) =>
        {
            if (workflow is not null)
                Emit(output, workflow.Entry, HintNames.Of(workflow), () => WorkflowEmitter.Emit(workflow));
        });
        context.RegisterSourceOutput(queries, static (output, query) => EmitBody(output, query.Model?.Method, "Sql", () => BodyEmitter.Emit(query.Model!)));
        context.RegisterSourceOutput(queryFiles.With(sqlFiles, static (found, files) => found.Model is { } model ? files.Resolve(model) : null), static (output, query) =>
            EmitBody(output, query?.Method, "SqlFile", () => BodyEmitter.Emit(query!)));
        context.RegisterSourceOutput(reads, static (output, read) => EmitBody(output, read.Model?.Method, "Read", () => BodyEmitter.Emit(read.Model!)));
        context.RegisterSourceOutput(writes, static (output, write) => EmitBody(output, write.Model?.Method, "Write", () => BodyEmitter.Emit(write.Model!)));
        context.RegisterSourceOutput(mails, static (output, mail) => EmitBody(output, mail.Model?.Method, "Email", () => BodyEmitter.Emit(mail.Model!)));
        context.RegisterSourceOutput(models, static (output, model) => EmitBody(output, model?.Method, "Onnx", () => BodyEmitter.Emit(model!)));
        context.RegisterSourceOutput(prompts, static (output, prompt) => EmitBody(output, prompt.Model?.Method, "Prompt", () => BodyEmitter.Emit(prompt.Model!)));
        context.RegisterSourceOutput(messages, static (output, message) => EmitBody(output, message.Model?.Method, "Message", () => BodyEmitter.Emit(message.Model!)));
        context.RegisterSourceOutput(saves, static (output, save) => EmitBody(output, save.Model?.Method, "Save", () => BodyEmitter.Emit(save.Model!)));

        context.RegisterSourceOutput(endpoints, static (output, endpoint) =>
        {
            if (endpoint.Model is { IsFunction: false })
                EmitBody(output, endpoint.Model.Method, "Endpoint", () => BodyEmitter.Emit(endpoint.Model));
        });

        static string ByIdentifier(RowModel row) => row.Identifier;
        var rows = ObjectSteps.Merge(ByIdentifier, Rows(workflows), Rows(queryFiles), Rows(reads), Rows(writes), Rows(endpoints), Rows(mails), Rows(messages), Rows(onnx), Rows(prompts), Rows(operators), Rows(checks), Rows(metrics), Rows(queries), Rows(saves))
            .WithTrackingName(StepNames.Rows);
        var canExtend = context.ParseOptionsProvider.Select(static (options, _) => new Flag(options is CSharpParseOptions { LanguageVersion: >= (LanguageVersion)1400 }));
        context.RegisterSourceOutput(rows.SelectMany(static (all, _) => HintNames.Each(all.All, ByIdentifier, ".Row.g.cs")).Combine(canExtend), static (output, row) =>
            Emit(output, row.Left.Model.Type.Display, row.Left.Hint, () => RowEmitter.Emit(row.Left.Model, row.Right.IsSet)));

        static string ByClass(JsonTypeModel type) => type.ClassName;
        var json = ObjectSteps.Merge(ByClass,
                workflows.Gather(static w => w is { CanRun: true, Model.IsPart: false } ? w.Json : [], ByClass),
                endpoints.Gather(static e => e.CanRun ? e.Json : [], ByClass),
                prompts.Gather(static p => p.Model is { } prompt && PromptRules.CanAsk(prompt) ? p.Json : [], ByClass))
            .WithTrackingName(StepNames.Json);
        context.RegisterSourceOutput(json.SelectMany(static (all, _) => HintNames.Each(all.All, ByClass, ".g.cs")), static (output, type) =>
            Emit(output, type.Model.Type.Display, type.Hint, () => JsonEmitter.Emit(type.Model)));

        var services = Marked(context, memo, project, "Services", StepNames.Services, static (method, semantics, _) => new ReadResult<ServicesModel>(ServicesReader.Read(method, semantics.Compilation), [], true, [], []), null)
            .Gather<ReadResult<ServicesModel>, ServicesModel>(static s => s.Model is { } model ? [model] : [], static method => method.Call);
        var served = endpoints.Gather<ReadResult<EndpointModel>, EndpointModel>(static e => e is { CanRun: true, Model: { } model } && EndpointEmitter.CanServe(model) ? [model] : [], static endpoint => endpoint.Name.Value);
        RegisterApp(context, project, workflows, runnable, rows, services, served);
        RegisterVersions(context, project, models);
    }

    /// <summary>Nobody binds to the versions of the code: editors leave them out, and with them the reading of every operator's body.</summary>
    static void RegisterVersions(IncrementalGeneratorInitializationContext context, IncrementalValueProvider<Project> project, IncrementalValuesProvider<OnnxMethodModel?> models)
    {
        var memo = new CodeMemo();
        var versions = project.Combine(context.CompilationProvider)
            .Select((found, cancel) => memo.Read(found.Left, found.Right, cancel))
            .WithTrackingName(StepNames.Versions);
        var called = models.Gather(static model => CodeVersions.ModelOf(model), static model => model.Method + model.Hash);
        var embeds = context.AnalyzerConfigOptionsProvider.Select(static (options, _) => new Flag(
            !(options.GlobalOptions.TryGetValue("build_property.AqueductEmbedSources", out var value) && value.Equals("false", StringComparison.OrdinalIgnoreCase))));
        context.RegisterImplementationSourceOutput(versions.With(called, static (attempt, called) => attempt.Value is { } known ? attempt with { Value = known.With(called.All) } : attempt).Combine(embeds), static (output, found) =>
        {
            var (attempt, embeds) = found;
            if (attempt.Failure is not null)
                output.ReportDiagnostic(InternalFailure.Of(attempt.Failure));
            else if (attempt.Value!.Methods.Count > 0)
                Emit(output, "the app", VersionEmitter.Hint, () => VersionEmitter.Emit(attempt.Value, embeds.IsSet));
        });
    }

    static void RegisterApp(
        IncrementalGeneratorInitializationContext context,
        IncrementalValueProvider<Project> project,
        IncrementalValuesProvider<ReadResult<WorkflowModel>> workflows,
        IncrementalValuesProvider<WorkflowModel?> runnable,
        IncrementalValueProvider<Values<RowModel>> rows,
        IncrementalValueProvider<Values<ServicesModel>> services,
        IncrementalValueProvider<Values<EndpointModel>> endpoints)
    {
        var hasWorkflows = workflows.Collect().Select(static (all, _) => new Flag(all.Any(static w => w.Model is not null)));
        // A library is used by apps, which find what it refers to among their own references.
        var connectors = project.Select(static (p, _) => new Values<string>(p.IsApp ? p.Connectors : []))
            .WithTrackingName(StepNames.Connectors);
        var start = rows.With(services, static (rows, services) => new AppStart(rows, services))
            .With(connectors, static (start, connectors) => start with { Connectors = connectors })
            .With(endpoints, static (start, endpoints) => start with { Endpoints = endpoints });
        context.RegisterSourceOutput(start.Combine(hasWorkflows), static (output, app) =>
        {
            var (start, hasWorkflows) = app;
            if (hasWorkflows.IsSet || !start.IsEmpty)
                Emit(output, "the app", AppEmitter.InitializerHint, () => AppEmitter.Initializer(start.Rows.All, start.Services.All, start.Connectors.All, start.Endpoints.All));
        });

        var lacksEntry = project.Select(static (p, _) => new Flag(p.LacksEntry))
            .WithTrackingName(StepNames.Entry);
        context.RegisterSourceOutput(hasWorkflows.Combine(lacksEntry), static (output, app) =>
        {
            if (app.Left.IsSet && app.Right.IsSet)
                Emit(output, "the app", AppEmitter.MainHint, AppEmitter.Main);
        });

        var sorted = runnable.Gather<WorkflowModel?, WorkflowModel>(static workflow => workflow is null ? [] : [workflow], static workflow => workflow.Container.Type.Full + "." + workflow.ClassName)
            .WithTrackingName(StepNames.App);
        var isApp = project.Select(static (p, _) => new Flag(p.IsApp));
        context.RegisterImplementationSourceOutput(sorted.Combine(isApp), static (output, app) =>
        {
            var (all, isApp) = (app.Left.All, app.Right.IsSet);
            if (all.Count == 0)
                return;
            // What a library declares is run, listed and deployed by no app that uses it: its model is not among that app's.
            if (isApp)
                Emit(output, "the app", AppEmitter.WorkflowsHint, () => AppEmitter.Workflows(all));
            Emit(output, "the app", AppEmitter.CarrierHint, () => AppEmitter.Carrier(all));
        });
    }

    static ReadResult<OperatorModel> ReadOperator(IMethodSymbol method, SemanticModel semantics, CancellationToken cancel) =>
        OperatorReader.Read(method, semantics.Compilation, null, cancel);

    /// <summary>The readings of the methods marked with the attribute; an edit that does not concern them hands the same ones on.</summary>
    /// <remarks>
    /// A reading without a model keeps its place as an empty one: were it filtered out, the places of later steps would no longer be those of
    /// earlier ones once it came or went, and Roslyn would take what it remembers of one reading for another's.
    /// </remarks>
    static IncrementalValuesProvider<ReadResult<T>> Marked<T>(
        IncrementalGeneratorInitializationContext context,
        ProjectMemo memo,
        IncrementalValueProvider<Project> project,
        string attribute,
        string step,
        Func<IMethodSymbol, SemanticModel, CancellationToken, ReadResult<T>> read,
        Func<T, string>? file)
        where T : class
    {
        var none = new ReadResult<T>(null, [], false, [], []);
        var place = memo.Add(new Marker<T>(attribute, read));
        var attempts = project.Select((p, _) => p.Readings[place])
            .SelectMany((slots, _) => Marker<T>.Distinct((ImmutableArray<Slot<T>?>)slots, file));
        context.RegisterSourceOutput(attempts, static (output, attempt) =>
        {
            if (attempt.Failure is not null)
                output.ReportDiagnostic(InternalFailure.Of(attempt.Failure));
        });
        return attempts.Select((a, _) => a.Value is { Model: not null } read ? read : none).WithTrackingName(step);
    }

    static IncrementalValueProvider<Values<RowModel>> Rows<T>(IncrementalValuesProvider<ReadResult<T>> results)
        where T : class => results.Gather(static result => result.Rows, static row => row.Identifier);

    static void EmitBody(SourceProductionContext output, MethodModel? method, string kind, Func<string> emit)
    {
        if (method is { NeedsBody: true, IsGeneric: false, Container.IsPartial: true })
            Emit(output, method.Display, HintNames.Of(method, kind), emit);
    }

    static void Emit(SourceProductionContext output, string subject, string hint, Func<string> emit)
    {
        var attempt = Attempt<string>.Of(subject, emit);
        if (attempt.Failure is not null)
            output.ReportDiagnostic(InternalFailure.Of(attempt.Failure));
        else
            output.AddSource(hint, SourceText.From(attempt.Value!, Encoding.UTF8));
    }
}
