using Aqueduct.Runtime;
using CsCheck;

namespace Aqueduct.Tests.Engine;

/// <summary>What a node of a random workflow does.</summary>
enum Conduct
{
    Passes,
    PassesLater,
    Throws,
    PassesAtTheThirdTry,
    ThrowsAtEveryTry,
    Holds,
    WarningDoesNotHold,
    ErrorDoesNotHold,
    WithinBounds,
    BeyondAWarning,
    BeyondAnError,
    ItemsPass,
    AnItemWarns,
    AnItemThrows,
}

/// <summary>A node of a random workflow. Inputs: nodes before it. Open: whether its branch is taken. Cpu, Memory: what it declares. Items: of a map, or the tries it needs.</summary>
sealed record ModelNode(Conduct Conduct, IReadOnlyList<int> Inputs, bool Open, int Cpu, int Memory, int Items)
{
    public bool IsMap => Conduct >= Conduct.ItemsPass;
}

/// <summary>A random workflow: compute nodes, saves behind them, and how many may run at once on which machine.</summary>
sealed record ModelWorkflow(IReadOnlyList<ModelNode> Nodes, IReadOnlyList<ModelNode> Saves, int Concurrency, int Cpu, int Memory, int CancelAt)
{
    const int Retries = 2;

    /// <summary>Workflows of up to ten nodes and two saves; <paramref name="cancel"/>: one of the nodes cancels the run.</summary>
    public static Gen<ModelWorkflow> Any(bool cancel) =>
        from nodes in NodeGen.Array[1, 10]
        from saves in NodeGen.Array[0, 2]
        from concurrency in Gen.Int[1, 6]
        from cpu in Gen.Int[1, 4]
        from memory in Gen.Int[1, 4]
        from at in Gen.Int[0, 9]
        select new ModelWorkflow([.. nodes.Select(Placed)], [.. saves.Select(s => Placed(s, nodes.Length))], concurrency, cpu, memory, cancel ? at % nodes.Length : -1);

    // Most nodes pass: otherwise nothing is left to happen behind them.
    static readonly Conduct[] Conducts =
    [
        .. Enumerable.Repeat(Conduct.Passes, 6), .. Enumerable.Repeat(Conduct.PassesLater, 6), Conduct.PassesAtTheThirdTry, Conduct.Holds, Conduct.WarningDoesNotHold, Conduct.WithinBounds,
        Conduct.BeyondAWarning, Conduct.ItemsPass, Conduct.ItemsPass, Conduct.AnItemWarns, Conduct.AnItemThrows, Conduct.Throws, Conduct.ThrowsAtEveryTry, Conduct.ErrorDoesNotHold, Conduct.BeyondAnError,
    ];

    static readonly Gen<ModelNode> NodeGen =
        from conduct in Gen.Int[0, Conducts.Length - 1]
        from inputs in Gen.Int[0, 999].Array[0, 3]
        from open in Gen.Int[0, 6]
        from cpu in Gen.Int[0, 5]
        from memory in Gen.Int[0, 5]
        from items in Gen.Int[1, 5]
        select new ModelNode(Conducts[conduct], inputs, open > 0, cpu, memory, items);

    static ModelNode Placed(ModelNode node, int before) => node with { Inputs = before == 0 ? [] : [.. node.Inputs.Select(i => i % before).Distinct().Order()] };

    /// <summary>The workflow, whose calls tell <paramref name="watch"/> when they begin and end.</summary>
    public FakeWorkflow Build(CallWatch watch)
    {
        var workflow = new FakeWorkflow();
        for (var node = 0; node < Nodes.Count; node++)
            Add(workflow, node, Nodes[node], watch);
        for (var save = 0; save < Saves.Count; save++)
            Guarded(workflow.Save($"Save{save}", $"table{save}", Names(Saves[save])), Saves[save]);
        return workflow;
    }

    static string[] Names(ModelNode node) => [.. node.Inputs.Select(i => $"Node{i}")];

    static FakeWorkflow Guarded(FakeWorkflow workflow, ModelNode node) => node.Open ? workflow : workflow.Only("never", _ => false);

    static void Add(FakeWorkflow workflow, int id, ModelNode node, CallWatch watch)
    {
        var (name, after) = ($"Node{id}", Names(node));
        switch (node.Conduct)
        {
            case Conduct.Holds or Conduct.WarningDoesNotHold or Conduct.ErrorDoesNotHold:
                workflow.EachCheck(name, _ => watch.Check(id, node.Conduct == Conduct.Holds), node.Conduct == Conduct.ErrorDoesNotHold ? Severity.Error : Severity.Warning, after);
                break;
            case Conduct.WithinBounds or Conduct.BeyondAWarning or Conduct.BeyondAnError:
                workflow.Metric(name, node.Conduct == Conduct.WithinBounds ? 0 : 2, [new BoundDefinition(BoundKind.Below, 1, node.Conduct == Conduct.BeyondAnError ? Severity.Error : Severity.Warning)], after);
                break;
            case Conduct.ItemsPass or Conduct.AnItemWarns or Conduct.AnItemThrows:
                var body = new FakeWorkflow().Each($"Item{id}", (run, context) => watch.ItemAsync(id, run.Item, node.Conduct == Conduct.AnItemThrows && run.Item == node.Items - 1, context));
                if (node.Conduct == Conduct.AnItemWarns)
                    body.EachCheck($"Check{id}", run => run.Item != 0, Severity.Warning, $"Item{id}");
                workflow.Map(name, node.Items, body, after, maxParallel: node.Cpu);
                Guarded(workflow, node);
                return;
            default:
                var failures = node.Conduct switch { Conduct.PassesAtTheThirdTry => Retries, Conduct.Throws or Conduct.ThrowsAtEveryTry => int.MaxValue, _ => 0 };
                var retries = node.Conduct is Conduct.PassesAtTheThirdTry or Conduct.ThrowsAtEveryTry ? Retries : 0;
                workflow.Each(name, (_, context) => watch.CallAsync(id, failures, context), after, retries);
                break;
        }

        Guarded(workflow.Needing(node.Cpu, node.Memory), node);
    }

    /// <summary>How often a node's own call is begun when it runs undisturbed.</summary>
    public static int Tries(ModelNode node) => node.Conduct is Conduct.PassesAtTheThirdTry or Conduct.ThrowsAtEveryTry ? Retries + 1 : node.IsMap || node.Conduct is Conduct.WithinBounds or Conduct.BeyondAWarning or Conduct.BeyondAnError ? 0 : 1;

    /// <summary>The states that the rules of running give, one node after the other; whether each was not started because of its branch.</summary>
    public IReadOnlyList<(NodeState State, bool NotTaken)> States()
    {
        var states = new List<(NodeState State, bool NotTaken)>();
        foreach (var node in Nodes)
        {
            // Behind a failure nothing starts; behind a branch that was not taken each node is asked for itself.
            if (node.Inputs.Any(i => !states[i].State.Passed() && !states[i].NotTaken))
                states.Add((NodeState.Skipped, false));
            else if (!node.Open)
                states.Add((NodeState.Skipped, true));
            else
                states.Add((Of(node.Conduct), false));
        }

        var passed = states.TrueForAll(s => s.State.Passed() || s.NotTaken);
        states.AddRange(Saves.Select(s => !passed ? (NodeState.Canceled, false) : s.Open ? (NodeState.Succeeded, false) : (NodeState.Skipped, true)));
        return states;
    }

    /// <summary>The state of the run that has these states of nodes.</summary>
    public RunState Outcome()
    {
        var states = States();
        return states.Any(s => !s.State.Passed() && !s.NotTaken) ? RunState.Failed : states.Any(s => s.State == NodeState.Warning) ? RunState.SucceededWithWarnings : RunState.Succeeded;
    }

    static NodeState Of(Conduct conduct) => conduct switch
    {
        Conduct.Throws or Conduct.ThrowsAtEveryTry or Conduct.ErrorDoesNotHold or Conduct.BeyondAnError or Conduct.AnItemThrows => NodeState.Failed,
        Conduct.WarningDoesNotHold or Conduct.BeyondAWarning or Conduct.AnItemWarns => NodeState.Warning,
        _ => NodeState.Succeeded,
    };
}
