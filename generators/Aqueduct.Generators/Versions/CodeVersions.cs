using System.Collections.Generic;
using System.Globalization;
using Aqueduct.Generators.Incremental;
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
/// <param name="Sources">The methods as they are written.</param>
sealed record CodeVersions(EquatableArray<CodeVersion> Methods, EquatableArray<string> Libraries, EquatableArray<MethodSource> Sources)
{
    /// <summary>The model that an operator calls, by the operator's name; none where its file is not known.</summary>
    public static EquatableArray<CalledModel> ModelOf(OnnxMethodModel? method) =>
        method?.File is { } file ? [new CalledModel($"{method.Method.Container.Type.Qualified}.{method.Method.Name}", file.Hash)] : [];

    /// <summary>The versions with what is in the models: other bytes are another program.</summary>
    public CodeVersions With(EquatableArray<CalledModel> models)
    {
        if (models.Count == 0)
            return this;
        var methods = Methods.Select(version =>
        {
            foreach (var model in models)
                if (model.Method == version.Method)
                {
                    var hash = TokenHash.Start();
                    hash.Add(version.Hash);
                    hash.Add(model.Hash);
                    version = version with { Hash = hash.Value.ToString("x16", CultureInfo.InvariantCulture) };
                }

            return version;
        });
        return this with { Methods = new(methods) };
    }
}

/// <summary>A model that an operator calls.</summary>
sealed record CalledModel(string Method, string Hash);
