namespace Aqueduct;

/// <summary>Marks a method that turns artifacts into artifacts.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OperatorAttribute : Attribute
{
    /// <summary>One sentence for people who see the node in the graph.</summary>
    public string? Description { get; set; }

    /// <summary>How often a failed call is tried again, with exponential back-off and jitter; 0 to 100.</summary>
    public int Retries { get; set; }

    /// <summary>Longest duration of one attempt, such as <c>00:05:00</c>, <c>90s</c>, <c>15m</c>.</summary>
    public string? Timeout { get; set; }

    /// <summary>Processors the operator needs; a positive number, 0 when not declared.</summary>
    public double Cpu { get; set; }

    /// <summary>Memory the operator needs, as a Kubernetes quantity: <c>512Mi</c>, <c>4Gi</c>, <c>4G</c>.</summary>
    public string? Memory { get; set; }

    /// <summary>Which of the nodes that could run goes first where not all fit: the one with the higher number, 0 when not declared.</summary>
    public int Priority { get; set; }

    /// <summary>Number of GPUs the operator needs.</summary>
    public int Gpu { get; set; }

    /// <summary>Container image that the operator runs in, on targets that give operators pods of their own.</summary>
    public string? Image { get; set; }

    /// <summary>Whether the result is a function of the inputs alone, so that the same inputs and the same code may reuse it.</summary>
    public bool Cache { get; set; }

    /// <summary>Whether what it gives is kept with the run. What is not kept is made again where a run goes on after a failure; it is hashed only where a cached operator takes it.</summary>
    public bool Snapshot { get; set; } = true;
}

/// <summary>Marks a method that says whether an artifact is as it should be: bool, Task of bool, or a list of bool that must all hold.</summary>
/// <param name="severity">What a failed check does to the run.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CheckAttribute(Severity severity = Severity.Warning) : Attribute
{
    /// <summary>What a failed check does to the run.</summary>
    public Severity Severity { get; } = severity;

    /// <summary>One sentence for people who see the check.</summary>
    public string? Description { get; set; }
}

/// <summary>Marks a method that measures an artifact: returns a number, has at least one input.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MetricAttribute : Attribute
{
    /// <summary>One sentence for people who see the metric, with its unit.</summary>
    public string? Description { get; set; }
}

/// <summary>A bound on the metric it stands on; each bound is a check of its own. Exactly one limit is given.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class BoundAttribute : Attribute
{
    /// <summary>The metric must be less than this.</summary>
    public double Below { get; set; } = double.NaN;

    /// <summary>The metric must be greater than this.</summary>
    public double Above { get; set; } = double.NaN;

    /// <summary>The metric must be this or less.</summary>
    public double AtMost { get; set; } = double.NaN;

    /// <summary>The metric must be this or more.</summary>
    public double AtLeast { get; set; } = double.NaN;

    /// <summary>The metric must be exactly this.</summary>
    public double EqualTo { get; set; } = double.NaN;

    /// <summary>The metric must be anything but this.</summary>
    public double NotEqualTo { get; set; } = double.NaN;

    /// <summary>What a metric outside the bound does to the run.</summary>
    public Severity Severity { get; set; } = Severity.Warning;
}

/// <summary>Marks a partial method whose body is a query: the method's parameters are bound to the query's @parameters.</summary>
/// <param name="resource">Name of a database in aqueduct.json, or <c>demo</c>.</param>
/// <param name="query">SQL in the resource's dialect; parameters as <c>@name</c>, always bound, never pasted.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SqlAttribute(string resource, string query) : Attribute
{
    /// <summary>Name of the database.</summary>
    public string Resource { get; } = resource;

    /// <summary>The query.</summary>
    public string Query { get; } = query;

    /// <summary>Whether what it gives is kept with the run. What is not kept is made again where a run goes on after a failure; it is hashed only where a cached operator takes it.</summary>
    public bool Snapshot { get; set; } = true;
}

/// <summary>Marks a partial method that publishes its table to a database once every operator, metric and Error check of the run has passed.</summary>
/// <param name="resource">Name of a database in aqueduct.json, or <c>demo</c>.</param>
/// <param name="table">Name of the table.</param>
/// <param name="mode">What happens to rows that are there already.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SaveAttribute(string resource, string table, SaveMode mode) : Attribute
{
    /// <summary>Name of the database.</summary>
    public string Resource { get; } = resource;

    /// <summary>Name of the table.</summary>
    public string Table { get; } = table;

    /// <summary>What happens to rows that are there already.</summary>
    public SaveMode Mode { get; } = mode;

    /// <summary>Columns that identify a row in an upsert, separated by commas.</summary>
    public string? Key { get; set; }
}

/// <summary>Marks a partial method whose body is a query that stands in a file, read when the app is compiled.</summary>
/// <param name="resource">Name of a database in aqueduct.json, or <c>demo</c>.</param>
/// <param name="path">The .sql file, relative to the source file that names it, or to the project.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SqlFileAttribute(string resource, string path) : Attribute
{
    /// <summary>Name of the database.</summary>
    public string Resource { get; } = resource;

    /// <summary>The .sql file.</summary>
    public string Path { get; } = path;

    /// <summary>Whether what it gives is kept with the run. What is not kept is made again where a run goes on after a failure; it is hashed only where a cached operator takes it.</summary>
    public bool Snapshot { get; set; } = true;
}

/// <summary>Marks a partial method that reads a table, a text or bytes from a file of a resource, or tables from several files.</summary>
/// <param name="resource">Name of a folder of files or of an object store in aqueduct.json.</param>
/// <param name="path">Path within the resource; <c>{name}</c> stands for the method's parameter of that name, which must be a plain name and no path. In the last part <c>*</c> stands for any characters and <c>?</c> for one: all files that match are read, in ordinal order of their names.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReadAttribute(string resource, string path) : Attribute
{
    /// <summary>Name of the resource.</summary>
    public string Resource { get; } = resource;

    /// <summary>Path within the resource.</summary>
    public string Path { get; } = path;

    /// <summary>How the file is written; by its ending when not given.</summary>
    public FileFormat Format { get; set; }

    /// <summary>Whether what it gives is kept with the run. What is not kept is made again where a run goes on after a failure; it is hashed only where a cached operator takes it.</summary>
    public bool Snapshot { get; set; } = true;
}

/// <summary>Marks a partial method that publishes its table to a file of a resource once every operator, metric and Error check of the run has passed.</summary>
/// <param name="resource">Name of a folder of files or of an object store in aqueduct.json.</param>
/// <param name="path">Path within the resource; <c>{name}</c> stands for the method's parameter of that name, which must be a plain name and no path.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class WriteAttribute(string resource, string path) : Attribute
{
    /// <summary>Name of the resource.</summary>
    public string Resource { get; } = resource;

    /// <summary>Path within the resource.</summary>
    public string Path { get; } = path;

    /// <summary>How the file is written; by its ending when not given.</summary>
    public FileFormat Format { get; set; }
}

/// <summary>Marks a static method that takes an IServiceCollection and adds the services which instance workflows of this app are built from.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ServicesAttribute : Attribute;
