using System.Globalization;
using Aqueduct.Model;

namespace Aqueduct.Rules;

/// <summary>Makes faults.</summary>
static class Faults
{
    /// <summary>A fault at an anchor.</summary>
    public static Fault At(int anchor, string id, params string[] arguments) => new(id, anchor, new(arguments), []);

    /// <summary>The same fault with one more fact.</summary>
    public static Fault With(this Fault fault, string name, string? value) =>
        value is null ? fault : fault with { Properties = new([.. fault.Properties, new FaultProperty(name, value)]) };

    /// <summary>The same fault, narrowed to a part of the string at its anchor.</summary>
    public static Fault Within(this Fault fault, int offset, int length) =>
        fault.With(FixFacts.Offset, offset.ToString(CultureInfo.InvariantCulture)).With(FixFacts.Length, length.ToString(CultureInfo.InvariantCulture));

    /// <summary>A number as people write it.</summary>
    public static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A sentence that names what was probably meant, or nothing.</summary>
    public static string DidYouMean(string? name) => name is null ? "" : $"Did you mean '{name}'? ";
}
