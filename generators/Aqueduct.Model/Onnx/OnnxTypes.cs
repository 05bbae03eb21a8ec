using System.Linq;

namespace Aqueduct.OnnxModels;

/// <summary>Which types of C# go into a model, and which come out.</summary>
static class OnnxTypes
{
    static readonly string[] Numbers = ["sbyte", "byte", "short", "ushort", "int", "uint", "long", "ulong", "float", "double"];

    /// <summary>The member types that an input takes. Models are mostly trained with single precision: there a double is rounded.</summary>
    public static string[] Into(string element) => element switch
    {
        "float" or "double" => Numbers,
        "int" => ["sbyte", "byte", "short", "ushort", "int"],
        "long" => ["sbyte", "byte", "short", "ushort", "int", "uint", "long"],
        "bool" or "string" or "sbyte" or "byte" or "short" or "ushort" or "uint" or "ulong" => [element],
        _ => [],
    };

    /// <summary>The member types that an output goes into, without loss but for the labels of classes: they are 64-bit integers that mostly fit an int, which is checked.</summary>
    public static string[] OutOf(string element) => element switch
    {
        "float" => ["float", "double"],
        "double" or "string" or "bool" or "ulong" => [element],
        "sbyte" or "byte" or "short" or "ushort" => [element, "int", "long"],
        "int" => ["int", "long", "double"],
        "uint" => ["uint", "long"],
        "long" => ["long", "int"],
        _ => [],
    };

    /// <summary>Whether a member fills an input. A number that may be null is NaN then; a text that is null is refused when it comes, since not all code says which may be.</summary>
    public static bool Fills(OnnxMember member, string element) => Into(element).Contains(member.Type) && (!member.IsNullable || element is "float" or "double" or "string");
}
