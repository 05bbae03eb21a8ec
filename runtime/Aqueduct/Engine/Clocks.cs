namespace Aqueduct.Runtime;

static class Clocks
{
    /// <summary>The later of two moments.</summary>
    public static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
