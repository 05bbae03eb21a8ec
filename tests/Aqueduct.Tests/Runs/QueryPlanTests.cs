using System.Data.Common;
using Aqueduct.Runtime;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Aqueduct.Tests.Runs;

/// <summary>What is asked at the start of every run, and what people ask of the past, reads a part of an index: it costs the same after a hundred thousand runs.</summary>
public class QueryPlanTests
{
    public static TheoryData<string> Questions => [.. Asked.Keys];

    static readonly Dictionary<string, Action<RunQueries>> Asked = new()
    {
        ["runs that are open"] = q => q.Unfinished(),
        ["open runs of a workflow"] = q => q.Unfinished("churn"),
        ["whose a run is"] = q => q.PulseOf("20260101-000000-abcdef"),
        ["what a run left"] = q => q.Find("20260101-000000-abcdef"),
        ["ids that start with"] = q => q.IdsStartingWith("2026"),
        ["the last run of each workflow"] = q => q.LastOfEach(),
        ["the workflows"] = q => q.Workflows(),
        ["what is to follow"] = q => q.OpenCascades("owner", DateTimeOffset.UnixEpoch),
        ["what was cut off"] = q => q.Interrupted(),
        ["how far schedules were kept"] = q => q.LatestLogicalTimes(DateTimeOffset.UnixEpoch),
        ["files that have arrived"] = q => q.Arrivals("churn"),
        ["a page of a workflow's runs"] = q => q.Page(new RunFilter("churn", Before: "20260101-000000-abcdef"), 50),
        ["a page of failed runs"] = q => q.Page(new RunFilter(States: [RunState.Failed]), 50),
        ["a page of runs that ended badly"] = q => q.Page(new RunFilter(States: [RunState.Failed, RunState.Canceled]), 50),
        ["what checks said"] = q => q.ChecksOf("churn", 50),
        ["versions of a workflow"] = q => q.VersionsOf("churn"),
        ["how far a run is"] = q => q.MarkOf("20260101-000000-abcdef"),
        ["who asks"] = q => q.TokenOf("hash"),
        ["runs whose end is to be told"] = q => q.ToNotify(DateTimeOffset.UnixEpoch),
        ["notifications to be sent"] = q => q.DueNotifications(DateTimeOffset.UnixEpoch),
        ["a page of notifications"] = q => q.Notifications(50, ("20260101-000000-abcdef", "team")),
        ["what was told of a run"] = q => q.NotificationsOf("20260101-000000-abcdef"),
        ["how many nobody has read"] = q => q.Unread(),
        ["how the run before ended"] = q => q.StateBefore(new RunRecord("20260101-000000-abcdef", "Churn", "churn", "", new Dictionary<string, string>(), DateTimeOffset.UnixEpoch, RunState.Failed, DateTimeOffset.UnixEpoch)),
        ["whether a channel was told"] = q => q.WasTold("churn", "team", RunState.Failed, DateTimeOffset.UnixEpoch),
        ["the history of a metric"] = q => q.History("churn", "AverageChurn", 100),
    };

    [Theory]
    [MemberData(nameof(Questions))]
    public void No_question_reads_every_run(string question)
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        StoreSchema.Prepare(connection, ":memory:");
        using var session = new PlanSession(connection);

        Asked[question](new RunQueries(session));

        Assert.NotEmpty(session.Plan);
        Assert.DoesNotContain(session.Plan, step => step.StartsWith("SCAN", StringComparison.Ordinal) && !Open.Any(step.Contains) && !Small.Any(step.Contains));
    }

    /// <summary>Indexes that hold only what is still open.</summary>
    static readonly string[] Open = ["USING INDEX runs_open", "USING INDEX runs_interrupted", "USING INDEX cascades_open", "USING COVERING INDEX cascades_open", "notifications_unread"];

    /// <summary>What a query makes itself: a step from workflow to workflow, and the last points of a metric.</summary>
    static readonly string[] Small = ["known", " v", "CONSTANT ROW"];

    /// <summary>Asks SQLite how it would answer, and gives no rows.</summary>
    sealed class PlanSession(SqliteConnection connection) : StoreSession
    {
        public List<string> Plan { get; } = [];

        public override List<T> Query<T>(string sql, Func<DbDataReader, T> read, ReadOnlySpan<object> values)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "EXPLAIN QUERY PLAN " + sql;
            for (var i = 0; i < values.Length; i++)
                command.Parameters.Add(new SqliteParameter($"${i + 1}", values[i]));
            using var reader = command.ExecuteReader();
            while (reader.Read())
                Plan.Add(reader.GetString(3));
            return [];
        }

        public override void Transact(bool alone, Action work) => throw new NotSupportedException();

        public override T Read<T>(Func<T> read) => read();

        public override void Post(StoreCommand command, ReadOnlySpan<object?> values) => throw new NotSupportedException();

        public override void Post(string sql, ReadOnlySpan<object?> values) => throw new NotSupportedException();

        public override int Execute(string sql, ReadOnlySpan<object?> values) => throw new NotSupportedException();

        public override void Dispose()
        {
        }
    }
}
