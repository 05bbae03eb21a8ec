using System.Text;
using System.Text.Json;

namespace Aqueduct.Runtime;

/// <summary>A named value that a prompt is about.</summary>
public readonly struct PromptValue
{
    readonly object? _value;

    PromptValue(string name, object? value) => (Name, _value) = (name, value);

    /// <summary>The name that the template has in braces.</summary>
    internal string Name { get; }

    /// <summary>Takes a scalar.</summary>
    public static PromptValue Of<T>(string name, T value)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new(name, value);
    }

    /// <summary>Writes it as JSON: numbers and truths as such, all others by their invariant text.</summary>
    internal void Write(Utf8JsonWriter json)
    {
        json.WritePropertyName(Name);
        switch (_value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case sbyte or byte or short or ushort or int or uint or long or ulong or decimal:
            case double number when double.IsFinite(number):
            case float single when float.IsFinite(single):
                json.WriteRawValue(ScalarText.Format(_value)!);
                break;
            default:
                // Halves of characters, which JSON cannot hold, become what stands for the unreadable.
                json.WriteStringValue(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(ScalarText.Format(_value)!)));
                break;
        }
    }
}
