namespace Aqueduct;

/// <summary>A value that is a file in one form or several, such as a chart as .png and .svg: [Write] publishes it, and a mail shows it. The type carries <see cref="FileEndingsAttribute"/>.</summary>
public interface IFileContent
{
    /// <summary>Writes the form that an ending asks for. Equal values give equal bytes.</summary>
    /// <param name="ending">Such as <c>.png</c>, in lower case.</param>
    /// <param name="stream">Where to; it stays open.</param>
    /// <returns>False where the value has no such form; nothing is written then.</returns>
    bool TryWrite(string ending, Stream stream);
}

/// <summary>Says which files a type that is an <see cref="IFileContent"/> can be: the compiler holds the paths of [Write] against it.</summary>
/// <param name="endings">Such as <c>.png</c>, in lower case; the usual one first.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface)]
public sealed class FileEndingsAttribute(params string[] endings) : Attribute
{
    /// <summary>The endings, the usual one first.</summary>
    public IReadOnlyList<string> Endings { get; } = endings;
}
