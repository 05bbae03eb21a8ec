namespace Aqueduct.Model;

/// <summary>A marked method's signature.</summary>
sealed record MethodModel
{
    /// <summary><c>Predict</c>.</summary>
    public required string Name { get; init; }

    /// <summary><c>Churn.Predict</c>, with the containing types.</summary>
    public required string Display { get; init; }

    public required ContainerModel Container { get; init; }

    /// <summary>Modifiers up to <c>partial</c>, as an implementing part must repeat them: <c>public static</c>.</summary>
    public required string Modifiers { get; init; }

    public bool IsStatic { get; init; }

    /// <summary>Whether it is a partial method whose other part nobody wrote, and that C# would accept one for.</summary>
    public bool NeedsBody { get; init; }

    public bool IsGeneric { get; init; }

    /// <summary>Whether code outside its type may call it.</summary>
    public bool IsReachable { get; init; }

    public EquatableArray<MethodParameter> Parameters { get; init; } = [];

    public required ResultModel Result { get; init; }

    /// <summary>Warnings that naming it gives by its author's wish.</summary>
    public EquatableArray<string> Warnings { get; init; } = [];

    /// <summary>Anchor of the method's name.</summary>
    public int Anchor { get; init; }

    /// <summary>Anchor of the attribute that marks it.</summary>
    public int AttributeAnchor { get; init; }
}

enum ParameterRole
{
    /// <summary>Receives an artifact or a constant.</summary>
    Value,

    /// <summary>A CancellationToken.</summary>
    Cancel,

    /// <summary>A RunContext.</summary>
    Context,
}

sealed record MethodParameter
{
    public required string Name { get; init; }

    public required TypeName Type { get; init; }

    /// <summary>What stands before the type, with a space behind: <c>params </c>, <c>this </c>, <c>ref </c>; mostly nothing.</summary>
    public string Modifier { get; init; } = "";

    public ParameterRole Role { get; init; }

    /// <summary>Row type where the parameter is a table, or a stream of tables.</summary>
    public TypeName? Row { get; init; }

    /// <summary>Whether it is a stream of tables.</summary>
    public bool IsStream { get; init; }

    /// <summary>The endings of the files that its values can be; null where they are no files.</summary>
    public EquatableArray<string>? Endings { get; init; }

    public bool IsOptional { get; init; }

    /// <summary>Whether a query can bind it: a scalar, nullable or not, or bytes.</summary>
    public bool IsBindable { get; init; }

    public bool IsParams { get; init; }

    public bool IsByReference { get; init; }

    public int Anchor { get; init; }
}

/// <summary>How a method returns: at once, or by something to await.</summary>
enum AsyncShape
{
    None,
    Task,
    ValueTask,
}

/// <summary>What a method returns.</summary>
sealed record ResultModel
{
    /// <summary>The declared type, such as <c>Task&lt;double&gt;</c>.</summary>
    public required TypeName Declared { get; init; }

    /// <summary>The type after awaiting; null for void.</summary>
    public TypeName? Type { get; init; }

    public AsyncShape Async { get; init; }

    /// <summary>Whether it is an asynchronous sequence that the run keeps: an operator's, as a list; of tables, as it is.</summary>
    public bool IsStream { get; init; }

    /// <summary>Artifact kind, or null when there is no codec: table, boolean, numeric, scalar, json, bytes, custom; tuple for several; open where it depends on a type parameter.</summary>
    public string? Kind { get; init; }

    /// <summary>Row type where it is a table, or a stream of tables; of a [Read] also where it is a list of them.</summary>
    public TypeName? Row { get; init; }

    /// <summary>Whether it is a list of tables that a [Read] gives, one of each file.</summary>
    public bool IsList { get; init; }

    /// <summary>Whether it is a list of bool, as a check may return.</summary>
    public bool IsListOfBool { get; init; }

    public int Anchor { get; init; }
}
