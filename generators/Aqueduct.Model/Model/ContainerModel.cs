namespace Aqueduct.Model;

/// <summary>The type a marked method stands in.</summary>
/// <param name="Namespace">Empty for the global namespace.</param>
/// <param name="Types">The type and those around it, outermost first.</param>
/// <param name="IsPartial">Whether all of them are partial, so that generated code can be nested in them.</param>
/// <param name="Type">The type itself.</param>
sealed record ContainerModel(string Namespace, EquatableArray<ContainerType> Types, bool IsPartial, TypeName Type);

/// <summary>One level of a type's nesting.</summary>
/// <param name="Keyword"><c>class</c>, <c>struct</c>, <c>record</c>, <c>record struct</c>, <c>interface</c>.</param>
/// <param name="Name">Name with type parameters.</param>
sealed record ContainerType(string Keyword, string Name);
