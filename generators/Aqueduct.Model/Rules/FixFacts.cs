namespace Aqueduct.Rules;

/// <summary>Names of the facts that travel with a diagnostic.</summary>
static class FixFacts
{
    /// <summary>Properties that start with this offer a text to write in place of the string found; the rest of the name tells the offers apart.</summary>
    public const string Replace = "replace:";

    /// <summary>The argument and the one behind it change places.</summary>
    public const string Swap = "swap";

    /// <summary>Whether the method that a fix would change is in this project's source.</summary>
    public const string InSource = "InSource";

    /// <summary>Where inside the string at the anchor the fault lies.</summary>
    public const string Offset = "offset";

    /// <summary>A text to write in place of the part of the string.</summary>
    public const string Inside = "inside";

    /// <summary>The member of a row type that a fix changes.</summary>
    public const string Member = "member";

    /// <summary>How long the part of the string is that the fault lies in.</summary>
    public const string Length = "length";

    /// <summary>Name of the token that a call can be given.</summary>
    public const string Token = "token";

    /// <summary>Name of the parameter that takes it.</summary>
    public const string Parameter = "parameter";

    /// <summary>A name that a fix writes.</summary>
    public const string Name = "name";

    /// <summary>What kind of thing a fix writes.</summary>
    public const string Kind = "kind";
}
