using Aqueduct.Rules;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Analyzers;

static partial class Descriptors
{
    const string Artifacts = "Artifacts";

    public static readonly DiagnosticDescriptor NoCodec = new(
        RuleIds.NoCodec,
        "A type that cannot be stored",
        "'{0}' cannot be stored as an artifact: {1}. Use a Table<T>, a record, a list or a scalar, or attach [Codec(typeof(…))].",
        Artifacts, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "An operator takes or returns a type that no codec knows.",
        Pages + RuleIds.NoCodec + Extension);

    public static readonly DiagnosticDescriptor RowMember = new(
        RuleIds.RowMember,
        "A row member that is no column",
        "'{0}' cannot be the row of a table: {1}",
        Artifacts, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A row type of Table<T> has a member that is no scalar, or cannot be built from its members.",
        Pages + RuleIds.RowMember + Extension);

    public static readonly DiagnosticDescriptor LazyResult = new(
        RuleIds.LazyResult,
        "A lazy result",
        "'{0}' returns a lazy '{1}': it would run again for each reader. Return {2}.",
        Artifacts, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A marked method returns IEnumerable<T>, IQueryable<T> or IAsyncEnumerable<T>.",
        Pages + RuleIds.LazyResult + Extension);

    public static readonly DiagnosticDescriptor ByRefParameter = new(
        RuleIds.ByRefParameter,
        "A parameter that cannot carry an artifact",
        "Parameter '{0}' of '{1}' is {2}; artifacts are passed by value",
        Artifacts, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A parameter of a marked method is ref, out or in, or its type is a ref struct or pointer.",
        Pages + RuleIds.ByRefParameter + Extension);

    public static readonly DiagnosticDescriptor MutatedInput = new(
        RuleIds.MutatedInput,
        "An operator that changes its input",
        "'{0}' changes its input '{1}' ({2}). Other nodes are given the same object: work on a copy, and return that.",
        Artifacts, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "The body adds to, sorts or writes into an object that it was given, or into an object inside of it.",
        Pages + RuleIds.MutatedInput + Extension);

    public static readonly DiagnosticDescriptor DuplicateColumn = new(
        RuleIds.DuplicateColumn,
        "Two members of a row are one column",
        "Members '{1}' and '{2}' of row type '{0}' are both column '{3}'. Rename one, or name its column by [Column].",
        Artifacts, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "Two members of a row type have column names that differ in case and underscores only.",
        Pages + RuleIds.DuplicateColumn + Extension);

    public static readonly DiagnosticDescriptor UnnamedElement = new(
        RuleIds.UnnamedElement,
        "A result without a name",
        "'{0}' returns a '{1}' without a name. Name it '{2}', and it is shown so.",
        Artifacts, DiagnosticSeverity.Info, isEnabledByDefault: true,
        "An operator returns a tuple with an element that has no name.",
        Pages + RuleIds.UnnamedElement + Extension);

    public static readonly DiagnosticDescriptor PromptResult = new(
        RuleIds.PromptResult,
        "A row of which it is not plain what a prompt asks for",
        "The result '{0}' of [Prompt] method '{1}' {2}. {3}.",
        Artifacts, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "Members of the result that the rows have by name and type are carried on, the others are asked for.",
        Pages + RuleIds.PromptResult + Extension);

    public static readonly DiagnosticDescriptor CachedPrompt = new(
        RuleIds.CachedPrompt,
        "A cached answer of a model that the code does not name",
        "The answers of '{0}' are cached, and only {1} says which model gave them: another model there would change none of them. Name it: Model = \"…\".",
        Artifacts, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "A cached operator is known by its code and its inputs, and the model of this [Prompt] is in neither.",
        Pages + RuleIds.CachedPrompt + Extension);
}
