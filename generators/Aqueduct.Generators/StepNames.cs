namespace Aqueduct.Generators;

/// <summary>Names of the pipeline's steps, for tests that watch what an edit runs again.</summary>
static class StepNames
{
    public const string Workflows = nameof(Workflows);
    public const string Operators = nameof(Operators);
    public const string Checks = nameof(Checks);
    public const string Metrics = nameof(Metrics);
    public const string Queries = nameof(Queries);
    public const string Saves = nameof(Saves);
    public const string QueryFiles = nameof(QueryFiles);
    public const string Reads = nameof(Reads);
    public const string Writes = nameof(Writes);
    public const string Endpoints = nameof(Endpoints);
    public const string Mails = nameof(Mails);
    public const string Messages = nameof(Messages);
    public const string Models = nameof(Models);
    public const string Prompts = nameof(Prompts);
    public const string OnnxFiles = nameof(OnnxFiles);
    public const string SqlFiles = nameof(SqlFiles);
    public const string Services = nameof(Services);
    public const string Rows = nameof(Rows);
    public const string Json = nameof(Json);
    public const string App = nameof(App);
    public const string Versions = nameof(Versions);
    public const string Entry = nameof(Entry);
    public const string Connectors = nameof(Connectors);
}
