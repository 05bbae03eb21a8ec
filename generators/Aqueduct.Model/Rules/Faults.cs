using System.Globalization;
using Aqueduct.Model;

namespace Aqueduct.Rules;

/// <summary>Makes faults, and names the facts that travel with them.</summary>
static class Faults
{
    /// <summary>Properties that start with this offer a text to write in place of the string found; the rest of the name tells the offers apart.</summary>
    public const string Replace = "replace:";

    /// <summary>Where inside the string at the anchor the fault lies, and how long it is.</summary>
    public const string Offset = "offset";

    /// <inheritdoc cref="Offset"/>
    public const string Length = "length";

    /// <summary>A fault at an anchor.</summary>
    public static Fault At(int anchor, string id, params string[] arguments) => new(id, anchor, new(arguments), []);

    /// <summary>The same fault with one more fact.</summary>
    public static Fault With(this Fault fault, string name, string? value) =>
        value is null ? fault : fault with { Properties = new([.. fault.Properties, new FaultProperty(name, value)]) };

    /// <summary>The same fault, narrowed to a part of the string at its anchor.</summary>
    public static Fault Within(this Fault fault, int offset, int length) =>
        fault.With(Offset, offset.ToString(CultureInfo.InvariantCulture)).With(Length, length.ToString(CultureInfo.InvariantCulture));

    /// <summary>A number as people write it.</summary>
    public static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A sentence that names what was probably meant, or nothing.</summary>
    public static string DidYouMean(string? name) => name is null ? "" : $" Did you mean '{name}'?";
}
