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
        "Parameter '{0}' of '{1}' is not used by its query. Write @{0} in the query, or remove the parameter.",
        Resources, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "The method declares a parameter that its query never names.",
        Pages + RuleIds.UnusedSqlParameter + Extension);

    public static readonly DiagnosticDescriptor SqlSignature = new(
        RuleIds.SqlSignature,
        "A query with the wrong signature",
        "[Sql] method '{0}' {1}; it returns Table<T>, Task<Table<T>> or ValueTask<Table<T>> of one row type and takes scalars: numbers, text, dates, Guid, enums, byte[]",
        Resources, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A [Sql] method returns something other than a table, takes params or something no database can bind.",
        Pages + RuleIds.SqlSignature + Extension);

    public static readonly DiagnosticDescriptor SaveSignature = new(
        RuleIds.SaveSignature,
        "A save with the wrong signature",
        "[Save] method '{0}' {1}; it returns void or Task and takes exactly one Table<T>",
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
        "aqueduct.json is no valid JSON, or a resource lacks its type.",
        Pages + RuleIds.InvalidResourceFile + Extension);
}
