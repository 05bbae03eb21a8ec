namespace Aqueduct.Model;

/// <summary>A workflow: its attribute, its parameters, its nodes.</summary>
sealed record WorkflowModel
{
    public required Given<string> Name { get; init; }

    public required string Slug { get; init; }

    public required ContainerModel Container { get; init; }

    /// <summary>Name of the method.</summary>
    public required string Method { get; init; }

    /// <summary>The method with its namespace and containing types: <c>Churn.Run</c>, <c>Shop.Churn.Run</c>.</summary>
    public required string Entry { get; init; }

    /// <summary>Name of the generated workflow class; its run class has "Run" behind it.</summary>
    public required string ClassName { get; init; }

    /// <summary>Anchor of the method's name.</summary>
    public int Anchor { get; init; }

    public Given<string>? Description { get; init; }

    public Given<string>? Schedule { get; init; }

    public Given<string>? TimeZone { get; init; }

    /// <summary>Name of the workflow after whose success this one starts.</summary>
    public Given<string>? After { get; init; }

    /// <summary>Resource and path of the files at whose arrival it starts.</summary>
    public Given<string>? OnFile { get; init; }

    /// <summary>Whether a request starts it.</summary>
    public Given<bool>? Webhook { get; init; }

    public Given<string>? Timeout { get; init; }

    public Given<string>? Overlap { get; init; }

    public Given<string>? CatchUp { get; init; }

    public Given<int>? KeepRuns { get; init; }

    public Given<bool>? Snapshots { get; init; }

    public EquatableArray<WorkflowParameter> Parameters { get; init; } = [];

    /// <summary>How its instance is built; null where the method is static.</summary>
    public InstanceModel? Instance { get; init; }

    /// <summary>Whether it takes artifacts as parameters, so that it can only be called by other workflows.</summary>
    public bool IsPart { get; init; }

    /// <summary>Whether the method returns an artifact, for a workflow that calls it.</summary>
    public bool GivesResult { get; init; }

    /// <summary>Compute nodes, then publications; a node's id is its position.</summary>
    public EquatableArray<NodeModel> Nodes { get; init; } = [];

    /// <summary>Warnings that naming what it calls gives by its authors' wish.</summary>
    public EquatableArray<string> Warnings { get; init; } = [];
}

/// <summary>A parameter of a workflow.</summary>
sealed record WorkflowParameter
{
    public required string Name { get; init; }

    /// <summary>Type, for a nullable value type the type inside.</summary>
    public required TypeName Type { get; init; }

    /// <summary>Whether it is a reference that may be null.</summary>
    public bool IsNullableReference { get; init; }

    public bool IsEnum { get; init; }

    /// <summary>Whether its values are artifacts, which only another workflow can give.</summary>
    public bool IsArtifact { get; init; }

    public bool IsNullableValue { get; init; }

    public bool IsRequired { get; init; }

    /// <summary>The default as a C# expression; null when required.</summary>
    public string? DefaultLiteral { get; init; }

    /// <summary>The default as invariant text; null when required or when it is null.</summary>
    public string? DefaultText { get; init; }

    public int Anchor { get; init; }
}
