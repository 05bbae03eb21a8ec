namespace Aqueduct.Model;

/// <summary>One call in a workflow's body.</summary>
sealed record NodeModel
{
    public required int Id { get; init; }

    /// <summary>The method's name; <c>Score#2</c> for its second call in the workflow, the graphs of its maps included; <c>Each(part)</c> for a map.</summary>
    public required string Name { get; init; }

    public required NodeKind Kind { get; init; }

    /// <summary><c>Churn.Predict</c>.</summary>
    public required string Method { get; init; }

    /// <summary>Simple name with type arguments, as called from within its own type: <c>Predict</c>.</summary>
    public required string Call { get; init; }

    /// <summary>The type the method stands in, for calls from elsewhere: <c>global::Churn</c>.</summary>
    public required string Owner { get; init; }

    /// <summary>Whether the method is declared in another project or a package.</summary>
    public bool IsForeign { get; init; }

    /// <summary><see cref="Method"/> with its namespace; <c>foreach</c> and <c>Map.Each</c> have none.</summary>
    public string QualifiedMethod => Owner.Length == 0 ? Method : TypeName.Qualify(Owner) + Method.Substring(Method.LastIndexOf('.'));

    /// <summary>Whether the generated run class may call it.</summary>
    public bool IsReachable { get; init; } = true;

    /// <summary>Anchor of the method's name in the call.</summary>
    public int Anchor { get; init; }

    public string? Description { get; init; }

    public int Retries { get; init; }

    public string? Timeout { get; init; }

    public double Cpu { get; init; }

    public string? Memory { get; init; }

    public int Gpu { get; init; }

    public int Priority { get; init; }

    public bool Snapshot { get; init; } = true;

    public string Severity { get; init; } = "Warning";

    public EquatableArray<BoundModel> Bounds { get; init; } = [];

    /// <summary>Comparisons of a metric with its own history.</summary>
    public EquatableArray<AnomalyModel> Anomalies { get; init; } = [];

    public string? Resource { get; init; }

    public string? Sql { get; init; }

    public string? Table { get; init; }

    public string? Mode { get; init; }

    public string? Key { get; init; }

    /// <summary>Name of the endpoint that is published.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Path of a file that is read or written.</summary>
    public string? Path { get; init; }

    /// <summary>Subject of a mail or sentence of a message, with placeholders.</summary>
    public string? Subject { get; init; }

    /// <summary>Who receives a mail; null where its resource says.</summary>
    public string? To { get; init; }

    /// <summary>What is attached to a mail.</summary>
    public string? Attach { get; init; }

    /// <summary>The most rows of a table that a mail or a message shows; null where it does not say.</summary>
    public int? Rows { get; init; }

    /// <summary>The model that an operator calls: its path and, once it is found, the hash of its bytes.</summary>
    public string? Onnx { get; init; }

    /// <summary>What an operator asks a language model to do, with placeholders.</summary>
    public string? Prompt { get; init; }

    /// <summary>Folder of the source that names the model, until it is found.</summary>
    public string? OnnxFolder { get; init; }

    /// <summary>Folder of the source that names a query's file, until its text is found.</summary>
    public string? SqlFolder { get; init; }

    /// <summary>Format of a file that is read or written; null where its ending says it.</summary>
    public string? Format { get; init; }

    public string? Image { get; init; }

    public bool Cache { get; init; }

    /// <summary>The inlined workflow it comes from, outermost first: <c>Prepare / Clean</c>.</summary>
    public string? Group { get; init; }

    /// <summary>For a method of an instance, C# of what it is called on, starting with the workflow's own instance: <c>self</c>, <c>self.scorer</c>.</summary>
    public string? Receiver { get; init; }

    /// <summary>The conditions around the call, outermost first; all must hold.</summary>
    public EquatableArray<GuardModel> Guards { get; init; } = [];

    /// <summary>What a map runs for each item.</summary>
    public MapModel? Map { get; init; }

    public AsyncShape Async { get; init; }

    /// <summary>Whether the result is an asynchronous sequence, which the run keeps: of tables on disk, of other items as a list.</summary>
    public bool IsStream { get; init; }

    /// <summary>Whether the result is a tuple, each element an output.</summary>
    public bool IsTuple { get; init; }

    public EquatableArray<ArgumentModel> Arguments { get; init; } = [];

    /// <summary>Ids of the nodes whose artifacts it takes, ascending, each once.</summary>
    public EquatableArray<int> Inputs { get; init; } = [];

    public EquatableArray<OutputModel> Outputs { get; init; } = [];
}

enum ArgumentSource
{
    /// <summary>An artifact: output <c>Output</c> of node <c>Node</c>.</summary>
    Artifact,

    /// <summary>A tuple artifact as a whole.</summary>
    Tuple,

    /// <summary>A parameter of the workflow, named by <c>Expression</c>.</summary>
    Parameter,

    /// <summary>A constant; <c>Expression</c> is its C#.</summary>
    Constant,

    /// <summary>The node's token.</summary>
    Cancel,

    /// <summary>The run.</summary>
    Context,

    /// <summary>The item of the map that the graph belongs to.</summary>
    Item,

    /// <summary>A column lambda of a preset; <c>Expression</c> is its C#, fully qualified, and <c>Column</c> the member it reads.</summary>
    Column,

    /// <summary>The number of the node that gives the artifact (a measure of the node itself); <c>Node</c> is it.</summary>
    NodeId,

    /// <summary>By how many graphs the node that gives the artifact stands further out.</summary>
    NodeDepth,
}

/// <summary>An argument of a call, in the order of the method's parameters; each element of an expanded params is an argument.</summary>
/// <param name="Parameter">The parameter it is for.</param>
/// <param name="Cast">Type to convert to, where the local was declared with another type than the call gives.</param>
sealed record ArgumentModel(string Parameter, ArgumentSource Kind, int Node, int Output, string? Expression, string? Cast, int Anchor)
{
    /// <summary>How many graphs further out the artifact, item or tuple lies; 0 is the node's own graph.</summary>
    public int Depth { get; init; }

    /// <summary>Whether the person's code knows better than the type of what is kept that it is not null: it says !, or it asked before.</summary>
    public bool IsNotNull { get; init; }

    /// <summary>Whether a list that was kept of an asynchronous sequence is wanted as a sequence again.</summary>
    public bool IsStream { get; init; }

    /// <summary>The member a column lambda reads.</summary>
    public string? Column { get; init; }

    /// <summary>The value of a constant text.</summary>
    public string? Text { get; init; }
}

/// <summary>An artifact a node gives.</summary>
/// <param name="Name">The local's name; for a nested call the method's in camel case.</param>
/// <param name="Kind">table, boolean, numeric, scalar, json, bytes or custom.</param>
/// <param name="Codec">C# expression of its codec; null where it has none.</param>
/// <param name="HasSlot">Whether the run keeps it; a check's plain result is told to the run at once.</param>
/// <param name="Anchor">Anchor of the local, or of the call.</param>
sealed record OutputModel(string Name, string Kind, TypeName Type, string? Codec, bool HasSlot, int Anchor);
