using System.Collections.Generic;
using Aqueduct.Model;

namespace Aqueduct.Graph;

/// <summary>The edges between compute nodes in compressed rows: what the run class shows to the engine.</summary>
/// <param name="InputCounts">For each compute node, how many nodes it waits for.</param>
/// <param name="Offsets">For each compute node, where its dependents start; one entry more than nodes.</param>
/// <param name="Dependents">The dependents of all compute nodes, one after another.</param>
readonly record struct DependencyTable(int[] InputCounts, int[] Offsets, int[] Dependents)
{
    public static DependencyTable Of(EquatableArray<NodeModel> nodes)
    {
        var count = 0;
        while (count < nodes.Count && !nodes[count].Kind.IsPublication())
            count++;

        var inputs = new int[count];
        var offsets = new int[count + 1];
        for (var id = 0; id < count; id++)
        {
            inputs[id] = nodes[id].Inputs.Count;
            foreach (var input in nodes[id].Inputs)
                offsets[input + 1]++;
        }

        for (var id = 0; id < count; id++)
            offsets[id + 1] += offsets[id];
        var next = (int[])offsets.Clone();
        var dependents = new int[offsets[count]];
        for (var id = 0; id < count; id++)
            foreach (var input in nodes[id].Inputs)
                dependents[next[input]++] = id;
        return new DependencyTable(inputs, offsets, dependents);
    }
}
