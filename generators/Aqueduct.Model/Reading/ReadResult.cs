using Aqueduct.Model;

namespace Aqueduct.Reading;

/// <summary>What reading a marked method gave.</summary>
/// <param name="Model">The model, as far as it could be read; null where the attribute or the method is too broken for one.</param>
/// <param name="Faults">What is wrong with its shape.</param>
/// <param name="CanRun">Whether code can be emitted; false also, without a fault, where C# itself reports an error.</param>
/// <param name="Rows">Row types it uses.</param>
/// <param name="Json">Types it stores as JSON.</param>
sealed record ReadResult<T>(T? Model, EquatableArray<Fault> Faults, bool CanRun, EquatableArray<RowModel> Rows, EquatableArray<JsonTypeModel> Json)
    where T : class;
