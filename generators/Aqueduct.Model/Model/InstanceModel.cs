namespace Aqueduct.Model;

/// <summary>How the instance that an instance workflow runs on is built from services.</summary>
/// <param name="Constructor">The parameters of the constructor.</param>
/// <param name="Disposal">How it is disposed of with the run.</param>
sealed record InstanceModel(EquatableArray<InstanceParameter> Constructor, Disposal Disposal);

/// <summary>A parameter of the constructor.</summary>
/// <param name="IsOptional">Whether it has a default, used where no service of the type is there.</param>
/// <param name="Default">The default as C#.</param>
sealed record InstanceParameter(string Name, TypeName Type, bool IsOptional, string? Default, int Anchor);

enum Disposal
{
    None,
    Dispose,
    DisposeAsync,
}
