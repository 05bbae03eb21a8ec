using Aqueduct.Rules;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Analyzers;

static partial class Descriptors
{
    public static readonly DiagnosticDescriptor SqlSyntax = new(
        RuleIds.SqlSyntax,
        "A query that is no SQL",
        "The query of '{0}' cannot be read as SQL: {1}",
        Resources, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A [Sql] query lacks a part, closes no bracket or quote, or does not start as a query.",
        Pages + RuleIds.SqlSyntax + Extension);

    public static readonly DiagnosticDescriptor UnknownTable = new(
        RuleIds.UnknownTable,
        "An unknown table",
        "The query of '{0}' reads table '{1}', which resource '{2}' does not have. {3}Correct the name, or renew aqueduct.schema.json if the table is new.",
        Resources, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A query reads a table that neither aqueduct.schema.json nor the demo database has.",
        Pages + RuleIds.UnknownTable + Extension);

    public static readonly DiagnosticDescriptor UnknownColumn = new(
        RuleIds.UnknownColumn,
        "An unknown column in a query",
        "The query of '{0}' names '{1}', but {2}. {3}Correct the name, or renew aqueduct.schema.json if the column is new.",
        Resources, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A query names a column, table or alias that is not there.",
        Pages + RuleIds.UnknownColumn + Extension);

    public static readonly DiagnosticDescriptor MemberWithoutColumn = new(
        RuleIds.MemberWithoutColumn,
        "A row member that the query gives no column",
        "The query of '{0}' gives no column for member '{1}'. {2}Add it to the select list, or name its column with [Column].",
        Resources, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "The row type has a member for which the query's result has no column.",
        Pages + RuleIds.MemberWithoutColumn + Extension);

    public static readonly DiagnosticDescriptor ColumnType = new(
        RuleIds.ColumnType,
        "A column that does not fit its member",
        "Column '{0}' holds {1}; member '{2}' of '{3}' is {4} and cannot take it. Change the member's type, or CAST in the query.",
        Resources, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "The type of a query's column is none that the row's member can hold.",
        Pages + RuleIds.ColumnType + Extension);

    public static readonly DiagnosticDescriptor NullableColumn = new(
        RuleIds.NullableColumn,
        "A nullable column for a member that is not",
        "Column '{0}' may be NULL, member '{1}' of '{2}' may not. Make the member nullable, or use COALESCE or IS NOT NULL in the query.",
        Resources, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "A column that may be NULL is read into a member that may not be null.",
        Pages + RuleIds.NullableColumn + Extension);

    public static readonly DiagnosticDescriptor InvalidSchemaFile = new(
        RuleIds.InvalidSchemaFile,
        "aqueduct.schema.json cannot be read",
        "aqueduct.schema.json: {0}",
        Resources, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "aqueduct.schema.json is no valid JSON, or lacks a part.",
        Pages + RuleIds.InvalidSchemaFile + Extension);

    public static readonly DiagnosticDescriptor AmbiguousColumn = new(
        RuleIds.AmbiguousColumn,
        "An ambiguous column",
        "The query of '{0}': {1}. Write the table's alias before the name, or give one of them another name with AS.",
        Resources, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A name in the query fits columns of two tables, or a member fits two columns of the result.",
        Pages + RuleIds.AmbiguousColumn + Extension);

    public static readonly DiagnosticDescriptor SqlInjection = new(
        RuleIds.SqlInjection,
        "A command of a database put together from values",
        "'{0}' puts {1} into the text of a database command, where it can become SQL of its own. Write a parameter such as @name in the text and give the value as a parameter.",
        Resources, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "An operator joins, formats or interpolates a value into the text of a DbCommand or of a query method.",
        Pages + RuleIds.SqlInjection + Extension);

    public static readonly DiagnosticDescriptor QuotedParameter = new(
        RuleIds.QuotedParameter,
        "A parameter in quotes",
        "The query of '{0}' has @{1} inside a text literal, where it is plain text and not bound. {2}.",
        Resources, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A text literal of a query names a parameter of the method; the database compares with the name and not with the value.",
        Pages + RuleIds.QuotedParameter + Extension);

    public static readonly DiagnosticDescriptor SaveColumns = new(
        RuleIds.SaveColumns,
        "A save that its table does not take",
        "Save '{0}' writes into table '{1}', which {2}",
        Resources, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "The rows of a save do not fit the table that aqueduct.schema.json or the demo database has.",
        Pages + RuleIds.SaveColumns + Extension);

    public static readonly DiagnosticDescriptor SourceSecret = new(
        RuleIds.SourceSecret,
        "A secret written out in an operator",
        "'{0}' writes out '{1}', which belongs into no source code. Declare the resource in aqueduct.json with a ${{REFERENCE}}, or take the value from a service.",
        Resources, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "A connection string, URL or argument in an operator holds a password, key or token.",
        Pages + RuleIds.SourceSecret + Extension);

    public static readonly DiagnosticDescriptor NotOneQuery = new(
        RuleIds.NotOneQuery,
        "A [Sql] that is not one query",
        "The query of '{0}' {1}",
        Resources, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "The text of a [Sql] changes the database, or holds several queries.",
        Pages + RuleIds.NotOneQuery + Extension);
}
