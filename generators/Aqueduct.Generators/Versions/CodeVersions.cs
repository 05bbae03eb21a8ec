using Aqueduct.Model;

namespace Aqueduct.Generators.Versions;

/// <summary>The version of one marked method's code.</summary>
/// <param name="Method">Namespace, types and name: <c>Shop.Churn.Predict</c>; methods of one name share a version.</param>
/// <param name="Hash">16 hexadecimal digits over the tokens of the method and of all it uses in this project.</param>
/// <param name="UsesLibraries">Whether any of that names a library other than .NET's own and Aqueduct.</param>
/// <param name="UsesRun">Whether any of that names the run's context.</param>
sealed record CodeVersion(string Method, string Hash, bool UsesLibraries, bool UsesRun);

/// <summary>The versions of a project's operators, checks and metrics, in ordinal order.</summary>
/// <param name="Libraries">C# of a type of each library, where a version depends on them.</param>
sealed record CodeVersions(EquatableArray<CodeVersion> Methods, EquatableArray<string> Libraries);
