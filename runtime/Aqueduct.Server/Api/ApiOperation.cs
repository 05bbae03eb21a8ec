using Aqueduct.Runtime;

namespace Aqueduct.Server.Api;

/// <summary>A parameter in an address.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Schema">Its JSON Schema.</param>
/// <param name="Summary">What it is for.</param>
sealed record ApiParameter(string Name, string Schema, string Summary)
{
    /// <summary>A text.</summary>
    public static ApiParameter Text(string name, string summary) => new(name, """{"type":"string"}""", summary);

    /// <summary>A whole number from 1 on.</summary>
    public static ApiParameter Count(string name, int fallback, int most, string summary) => new(name, $$"""{"type":"integer","minimum":1,"maximum":{{most}},"default":{{fallback}}}""", summary);

    /// <summary>One of some words.</summary>
    public static ApiParameter OneOf(string name, IEnumerable<string> words, string summary) => new(name, $$"""{"enum":[{{string.Join(",", words.Select(w => $"\"{w}\""))}}]}""", summary);
}

/// <summary>One thing that can be asked of the API: how it is asked, by whom, and what answers. The routes and the OpenAPI document are made of the same list.</summary>
/// <param name="Id">Name for clients, such as <c>runs.list</c>.</param>
/// <param name="Method">GET, POST or DELETE.</param>
/// <param name="Path">Address, with the parts that vary in braces.</param>
/// <param name="Role">What one needs to be.</param>
/// <param name="Summary">One sentence about it.</param>
/// <param name="Handle">Answers it.</param>
sealed record ApiOperation(string Id, string Method, string Path, Role Role, string Summary, Func<ApiCall, Task> Handle)
{
    /// <summary>What the parts of the path in braces are.</summary>
    public static readonly IReadOnlyDictionary<string, string> PathParts = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["workflow"] = "Slug of a workflow.",
        ["run"] = "Id of a run.",
        ["node"] = "Name of a node.",
        ["artifact"] = "Name of an artifact.",
        ["metric"] = "Name of a metric.",
        ["other"] = "Id of another run.",
        ["resource"] = "Name of a resource.",
        ["table"] = "Name of a table.",
        ["endpoint"] = "Name of an endpoint.",
        ["name"] = "Name of a user.",
        ["token"] = "Id of a token.",
    };

    /// <summary>Parameters behind the question mark.</summary>
    public IReadOnlyList<ApiParameter> Query { get; init; } = [];

    /// <summary>JSON Schema of the body; null where there is none.</summary>
    public string? Body { get; init; }

    /// <summary>Media type of the answer; null where it is empty.</summary>
    public string? MediaType { get; init; } = "application/json";

    /// <summary>JSON Schema of the answer, or the name of one in docs/schema; null where it has no shape of its own.</summary>
    public string? Answer { get; init; }

    /// <summary>Status of an answer that is no problem.</summary>
    public int Status { get; init; } = 200;

    /// <summary>Whether nobody needs to be signed in.</summary>
    public bool IsOpen { get; init; }
}
