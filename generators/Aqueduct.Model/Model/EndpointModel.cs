namespace Aqueduct.Model;

/// <summary>A method marked [Endpoint], by itself.</summary>
sealed record EndpointModel
{
    /// <summary>Number of earlier versions that are kept where nothing is said; the attribute's own default.</summary>
    public const int DefaultKeep = 10;

    public required MethodModel Method { get; init; }

    public required Given<string> Name { get; init; }

    /// <summary>The member that finds a row.</summary>
    public Given<string>? Key { get; init; }

    public Given<int>? Keep { get; init; }

    public bool IsInternal { get; init; }

    /// <summary>Whether a version waits until somebody promotes it.</summary>
    public bool IsHeld { get; init; }

    /// <summary>Whether it is an operator, which answers requests; else it publishes.</summary>
    public bool IsFunction { get; init; }

    /// <summary>What it publishes, or what it answers with; null where that is nothing.</summary>
    public EndpointValue? Value { get; init; }

    /// <summary>The row type's members, of a table that is published.</summary>
    public RowModel? Row { get; init; }

    /// <summary>An operator's parameters, or a publication's.</summary>
    public EquatableArray<EndpointParameter> Parameters { get; init; } = [];
}

/// <summary>A value on its way over HTTP.</summary>
/// <param name="Codec">C# of what writes and reads it; of a published table, one row. Null where nothing does.</param>
/// <param name="Schema">JSON Schema of what the codec writes; <c>{}</c> where that is no JSON.</param>
/// <param name="IsWhole">Whether a body may be the value itself: an object or an array.</param>
/// <param name="Reason">Why there is no codec.</param>
sealed record EndpointValue(string? Codec, string Schema, bool IsWhole, string? Reason);

/// <summary>A parameter of a method marked [Endpoint].</summary>
/// <param name="Parameter">Its signature.</param>
/// <param name="Value">How it is read from a body; null for what no body gives.</param>
/// <param name="Served">The endpoint whose value it takes, where it is marked [Served].</param>
sealed record EndpointParameter(MethodParameter Parameter, EndpointValue? Value, Given<string>? Served)
{
    /// <summary>C# of what it is where a body leaves it out; null where a body must not.</summary>
    public string? Default { get; init; }

    /// <summary>JSON of the same; null where there is none.</summary>
    public string? DefaultJson { get; init; }
}
