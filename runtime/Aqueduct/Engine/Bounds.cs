namespace Aqueduct.Runtime;

/// <summary>Compares metrics with their bounds.</summary>
static class Bounds
{
    /// <summary>Whether <paramref name="value"/> keeps the bound; NaN, which is no result, keeps none.</summary>
    public static bool Hold(BoundDefinition bound, double value) => bound.Kind switch
    {
        BoundKind.Below => value < bound.Limit,
        BoundKind.Above => value > bound.Limit,
        BoundKind.AtMost => value <= bound.Limit,
        BoundKind.AtLeast => value >= bound.Limit,
        BoundKind.EqualTo => value == bound.Limit,
        BoundKind.NotEqualTo => !double.IsNaN(value) && value != bound.Limit,
        _ => throw new ArgumentOutOfRangeException(nameof(bound)),
    };
}
