using Aqueduct.Rules;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Analyzers;

static partial class Descriptors
{
    const string Resources = "Resources and SQL";

    public static readonly DiagnosticDescriptor UndeclaredResource = new(
        RuleIds.UndeclaredResource,
        "An undeclared resource",
        "'{0}' uses resource '{1}', which aqueduct.json does not declare. {2}Declare it there, or correct the name.",
        Resources, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A [Sql] or [Save] names a resource that aqueduct.json does not declare. Without that file only demo is known.",
        Pages + RuleIds.UndeclaredResource + Extension);

    public static readonly DiagnosticDescriptor UnboundSqlParameter = new(
        RuleIds.UnboundSqlParameter,
        "A query parameter that the method does not have",
        "The query of '{0}' uses @{1}, which is no parameter of the method. {2}Add a parameter '{1}'.",
        Resources, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "The query names @something for which the method declares no parameter.",
        Pages + RuleIds.UnboundSqlParameter + Extension);

    public static readonly DiagnosticDescriptor UnusedSqlParameter = new(
        RuleIds.UnusedSqlParameter,
        "A parameter that the query does not use",
        "Parameter '{0}' of '{1}' is not used by its query. Write {2} in the query, or remove the parameter.",
        Resources, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "The method declares a parameter that its query never names.",
        Pages + RuleIds.UnusedSqlParameter + Extension);

    public static readonly DiagnosticDescriptor SqlSignature = new(
        RuleIds.SqlSignature,
        "A query with the wrong signature",
        "[Sql] method '{0}' {1}; it returns Table<T>, Task<Table<T>>, ValueTask<Table<T>> or IAsyncEnumerable<Table<T>> of one row type and takes scalars: numbers, text, dates, Guid, enums, byte[], and of a DuckDB resource tables",
        Resources, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A [Sql] method returns something other than a table, takes params or something no database can bind.",
        Pages + RuleIds.SqlSignature + Extension);

    public static readonly DiagnosticDescriptor SaveSignature = new(
        RuleIds.SaveSignature,
        "A save with the wrong signature",
        "[Save] method '{0}' {1}; it returns void or Task and takes exactly one Table<T> or IAsyncEnumerable<Table<T>>",
        Resources, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A [Save] method returns a value, or does not take exactly one table.",
        Pages + RuleIds.SaveSignature + Extension);

    public static readonly DiagnosticDescriptor UpsertKey = new(
        RuleIds.UpsertKey,
        "An upsert without a usable key",
        "Save '{0}' {1}",
        Resources, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "An upsert names no Key, or a key column that the row type does not have.",
        Pages + RuleIds.UpsertKey + Extension);

    public static readonly DiagnosticDescriptor LiteralSecret = new(
        RuleIds.LiteralSecret,
        "A secret written out in aqueduct.json",
        "'{0}' is written out in aqueduct.json, which belongs into source control. Write {1} and give the value by environment variable, user-secrets or a mounted file.",
        Resources, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A password, key or token stands literally in aqueduct.json.",
        Pages + RuleIds.LiteralSecret + Extension);

    public static readonly DiagnosticDescriptor InvalidResourceFile = new(
        RuleIds.InvalidResourceFile,
        "aqueduct.json cannot be read",
        "aqueduct.json: {0}",
        Resources, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "aqueduct.json is no valid JSON, or a resource lacks its type or what its type needs.",
        Pages + RuleIds.InvalidResourceFile + Extension);

    public static readonly DiagnosticDescriptor SqlFileMissing = new(
        RuleIds.SqlFileMissing,
        "A query file that is not there",
        "The query of '{0}' is in '{1}', which the project does not have. {2}The path starts at the source file or at the project.",
        Resources, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A [SqlFile] names a .sql file that is not among the additional files of the project.",
        Pages + RuleIds.SqlFileMissing + Extension);

    public static readonly DiagnosticDescriptor UnknownPlaceholder = new(
        RuleIds.UnknownPlaceholder,
        "A placeholder that is no parameter",
        "'{0}' names {{{1}}}, which is no scalar parameter of the method. {2}Add a parameter '{1}'.",
        Resources, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A {name} in the path of a file or in the table of a save has no parameter of that name.",
        Pages + RuleIds.UnknownPlaceholder + Extension);

    public static readonly DiagnosticDescriptor FileSignature = new(
        RuleIds.FileSignature,
        "A read or write with the wrong signature",
        "[{0}] method '{1}' {2}; {3}",
        Resources, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A [Read] or [Write] method returns or takes something that no file holds, or a parameter that its path does not name.",
        Pages + RuleIds.FileSignature + Extension);

    public static readonly DiagnosticDescriptor UnknownFormat = new(
        RuleIds.UnknownFormat,
        "A file whose format nobody says",
        "The path '{1}' of '{0}' does not end in .csv, .json, .parquet or .xlsx. Set Format = FileFormat.Csv, Json, Parquet or Xlsx.",
        Resources, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A [Read] or [Write] of a table has a path whose ending names no format, and no Format.",
        Pages + RuleIds.UnknownFormat + Extension);

    public static readonly DiagnosticDescriptor TableParameter = new(
        RuleIds.TableParameter,
        "A table given to a database that takes none",
        "[Sql] method '{0}' takes the table '{1}', which a query of resource '{2}' of type {3} cannot read. Name a resource of type duckdb, or join the tables in an [Operator].",
        Resources, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A [Sql] has a table as parameter, and its resource is not DuckDB, which alone reads tables of the run.",
        Pages + RuleIds.TableParameter + Extension);

    public static readonly DiagnosticDescriptor StreamedQuery = new(
        RuleIds.StreamedQuery,
        "A stream from a database that gives its rows as a whole",
        "[Sql] method '{0}' streams the rows of resource '{1}' of type {2}, which gives them only as a whole. Return Table<{3}>, and make a stream of it with InBatches() in an [Operator].",
        Resources, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A [Sql] returns IAsyncEnumerable<Table<T>>, and its resource is DuckDB, whose result is in memory as a whole.",
        Pages + RuleIds.StreamedQuery + Extension);

    public static readonly DiagnosticDescriptor PatternPlace = new(
        RuleIds.PatternPlace,
        "A * or ? where no file is meant",
        "The path '{1}' of '{0}' {2}. {3}.",
        Resources, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A [Write] has a * or ? in its path, or a [Read] has one before the path's last part.",
        Pages + RuleIds.PatternPlace + Extension);

    public static readonly DiagnosticDescriptor PatternResult = new(
        RuleIds.PatternResult,
        "A result that several files cannot be, or one file is not",
        "The path '{1}' of [Read] method '{0}' {2}, and the method returns '{3}'. {4}.",
        Resources, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A [Read] returns a text or bytes, and its path stands for several files; or it returns a list of tables, and its path is one file.",
        Pages + RuleIds.PatternResult + Extension);

    public static readonly DiagnosticDescriptor DocumentQuery = new(
        RuleIds.DocumentQuery,
        "A query that a database of documents cannot run",
        "The query of '{0}' is wrong: {1}",
        Resources, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A [Sql] of a resource of type mongodb is no JSON, no find or aggregate, would change the database, or lets a parameter name a collection.",
        Pages + RuleIds.DocumentQuery + Extension);

    public static readonly DiagnosticDescriptor SheetQuery = new(
        RuleIds.SheetQuery,
        "A query that names no sheet",
        "The query of '{0}' is wrong: {1}",
        Resources, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A [Sql] of a resource of type google-sheets is neither a sheet's name nor an area of a sheet.",
        Pages + RuleIds.SheetQuery + Extension);

    public static readonly DiagnosticDescriptor ResourceKind = new(
        RuleIds.ResourceKind,
        "A resource of the wrong kind",
        "{1} on '{0}' uses resource '{2}', which is {3}. Name {4}.",
        Resources, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A query or save names a folder of files or an object store, a read or write names a database, a save names DuckDB, or an upsert ODBC.",
        Pages + RuleIds.ResourceKind + Extension);

    public static readonly DiagnosticDescriptor PathOutside = new(
        RuleIds.PathOutside,
        "A path that leaves its resource",
        "The path '{1}' of '{0}' {2}. Write a path inside the resource, with / between folders.",
        Resources, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "The path of a [Read] or [Write] is absolute, leaves the resource, or is no path.",
        Pages + RuleIds.PathOutside + Extension);

    public static readonly DiagnosticDescriptor MessageSignature = new(
        RuleIds.MessageSignature,
        "A message with the wrong signature",
        "[Message] method '{0}' {1}; {2}",
        Resources, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A [Message] method returns something, takes what a message has no form for, or has a text that is no sentence.",
        Pages + RuleIds.MessageSignature + Extension);

    public static readonly DiagnosticDescriptor WebhookResource = new(
        RuleIds.WebhookResource,
        "A webhook that cannot be sent to",
        "Resource '{0}' {1}",
        Resources, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A resource of type webhook in aqueduct.json has no address, one that is not of the web, or an unknown format.",
        Pages + RuleIds.WebhookResource + Extension);

    public static readonly DiagnosticDescriptor WebhookInTheClear = new(
        RuleIds.WebhookInTheClear,
        "A webhook that is sent to in the clear",
        "What is sent to resource '{0}' goes to {1} in the clear: everybody on the way can read it. Give its address with https://.",
        Resources, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "The address of a resource of type webhook starts with http:// and is not of this machine.",
        Pages + RuleIds.WebhookInTheClear + Extension);

    public static readonly DiagnosticDescriptor NotificationChannel = new(
        RuleIds.NotificationChannel,
        "A channel for notifications that cannot be told",
        "In \"notifications\" {0} {1}",
        Resources, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "The section notifications of aqueduct.json names a resource that sends nothing, a channel or member that there is not, or an unknown level.",
        Pages + RuleIds.NotificationChannel + Extension);

    public static readonly DiagnosticDescriptor NotifiedWorkflow = new(
        RuleIds.NotifiedWorkflow,
        "Notifications of a workflow that the app does not have",
        "\"notifications\" has levels for the workflow '{0}', which the app does not have. {1}It has: {2}.",
        Resources, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "The section notifications of aqueduct.json names a workflow by neither the name nor the slug of one.",
        Pages + RuleIds.NotifiedWorkflow + Extension);

    public static readonly DiagnosticDescriptor UnknownForm = new(
        RuleIds.UnknownForm,
        "A file that a value cannot be",
        "The path '{1}' of '{0}' asks for a form that a {2} does not have. It can be {3}.",
        Resources, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "The path of a [Write] of a value that is a file, such as a chart, has an ending that is none of the type's own.",
        Pages + RuleIds.UnknownForm + Extension);

    public static readonly DiagnosticDescriptor MissingPackage = new(
        RuleIds.MissingPackage,
        "A package that is not there",
        "'{0}' {1}, which is what the package {2} is for. Add it: #:package {2}@{3} at the top of the file, or dotnet add package {2} in a project.",
        Resources, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A method of an app needs a package of Aqueduct that the app does not reference.",
        Pages + RuleIds.MissingPackage + Extension);

    public static readonly DiagnosticDescriptor EmailSignature = new(
        RuleIds.EmailSignature,
        "A mail with the wrong signature",
        "[Email] method '{0}' {1}; {2}",
        Resources, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "An [Email] method returns something, takes what a mail has no form for, or has no subject.",
        Pages + RuleIds.EmailSignature + Extension);

    public static readonly DiagnosticDescriptor EmailRecipient = new(
        RuleIds.EmailRecipient,
        "A mail to nobody",
        "The mail of '{0}' {1}. {2}Declare {{ \"recipients\": {{ \"name\": \"one@example.com, two@example.com\" }} }} with the resource, and name it in To.",
        Resources, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "An [Email] is sent to what is neither an address nor a list among its resource's recipients.",
        Pages + RuleIds.EmailRecipient + Extension);

    public static readonly DiagnosticDescriptor EmailAttachment = new(
        RuleIds.EmailAttachment,
        "An attachment that no parameter gives",
        "The attachment '{1}' of '{0}' {2}",
        Resources, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "Attach of an [Email] names a file of no parameter, or in a form that the parameter does not have.",
        Pages + RuleIds.EmailAttachment + Extension);

    public static readonly DiagnosticDescriptor PromptSignature = new(
        RuleIds.PromptSignature,
        "A signature that no prompt has",
        "[Prompt] method '{0}' {1}; {2}",
        Resources, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A [Prompt] takes or returns what a language model can be neither told nor asked for, asks for nothing, or has an option out of range.",
        Pages + RuleIds.PromptSignature + Extension);

    public static readonly DiagnosticDescriptor PromptName = new(
        RuleIds.PromptName,
        "A name in a prompt that nothing bears",
        "The prompt of '{0}' names '{1}', which is no {2}. {3}Braces around anything but a name are text.",
        Resources, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A {name} in the template of a [Prompt] is neither a parameter of the method nor a member of its rows.",
        Pages + RuleIds.PromptName + Extension);

    public static readonly DiagnosticDescriptor PromptUnused = new(
        RuleIds.PromptUnused,
        "A value that a prompt does not use",
        "The prompt of '{0}' does not use {1}. Write {2} in it, or remove what it does not need.",
        Resources, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "A [Prompt] has a parameter that its template does not name, or takes rows and names none of their members.",
        Pages + RuleIds.PromptUnused + Extension);

    public static readonly DiagnosticDescriptor OnnxFileMissing = new(
        RuleIds.OnnxFileMissing,
        "A model that the project does not have",
        "'{0}' calls the model '{1}', which the project does not have. {2}The path is relative to the source file or to the project.",
        Resources, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "[Onnx] names a file that is not among the project's models; the build looks for them in the project's folder, beside a single file in its own folder and in models/.",
        Pages + RuleIds.OnnxFileMissing + Extension);

    public static readonly DiagnosticDescriptor OnnxSignature = new(
        RuleIds.OnnxSignature,
        "A signature that no model has",
        "[Onnx] method '{0}' {1}; {2}",
        Resources, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A model is called with rows and gives a row for each of them.",
        Pages + RuleIds.OnnxSignature + Extension);

    public static readonly DiagnosticDescriptor OnnxInput = new(
        RuleIds.OnnxInput,
        "An input of a model that the rows do not fill",
        "The rows of '{0}' do not fit the model: it {1}. {2}.",
        Resources, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "Every input of a model is filled by a member of the rows with its name, or by the members that make up its vector.",
        Pages + RuleIds.OnnxInput + Extension);

    public static readonly DiagnosticDescriptor OnnxOutput = new(
        RuleIds.OnnxOutput,
        "A member of the result that the model does not give",
        "The result of '{0}' does not fit the model: it {1}. {2}.",
        Resources, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "Every member of the result holds an output of the model, or what the row's own member of that name holds.",
        Pages + RuleIds.OnnxOutput + Extension);

    public static readonly DiagnosticDescriptor OnnxName = new(
        RuleIds.OnnxName,
        "A name of [Onnx] that nothing bears",
        "[Onnx] on '{0}' {1}. {2}.",
        Resources, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "Features names members of the rows, Outputs members of the result and outputs of the model.",
        Pages + RuleIds.OnnxName + Extension);
}
