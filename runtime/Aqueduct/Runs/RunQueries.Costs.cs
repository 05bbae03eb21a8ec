using System.Text.Json;

namespace Aqueduct.Runtime;

/// <content>What runs and nodes took of the machine, which the log keeps.</content>
sealed partial class RunQueries
{
    RunDetails WithCosts(RunDetails details)
    {
        NodeCost? whole = null;
        var (nodes, processes) = (new Dictionary<int, NodeCost?>(), 1);
        foreach (var (kind, data) in Rows("SELECT kind, data FROM events WHERE run = $1 AND kind IN ('node-finished', 'run-finished', 'run-resumed') ORDER BY seq", r => (r.GetString(0), r.GetString(1)), details.Run.Id))
        {
            if (kind == "run-resumed")
            {
                processes++;
                continue;
            }

            using var happened = JsonDocument.Parse(data);
            var cost = CostJson.Read(happened.RootElement);
            if (kind == "node-finished")
            {
                nodes[happened.RootElement.GetProperty("node").GetInt32()] = cost;
                continue;
            }

            processes--;
            whole = cost is null ? whole : whole?.Plus(cost) ?? cost;
        }

        // One of the processes that ran it died before it could say what it had used.
        if (processes > 0 && whole is not null)
            whole = whole with { IsLeast = true };
        return details with { Run = details.Run with { Cost = whole }, Nodes = [.. details.Nodes.Select(n => nodes.TryGetValue(n.Id, out var cost) ? n with { Cost = cost } : n)] };
    }
}
