using System.Text.Json;

namespace Aqueduct.Runtime;

/// <summary>Costs as JSON: in the log of the run store, and for people.</summary>
static class CostJson
{
    /// <summary>What the log keeps of it.</summary>
    public static void WriteEvent(Utf8JsonWriter json, NodeCost? cost)
    {
        if (cost is null)
            return;
        json.WriteStartObject("cost");
        if (cost.Cpu is { } cpu)
            json.WriteNumber("cpu", Seconds(cpu));
        if (cost.IsLeast)
            json.WriteBoolean("isLeast", true);
        if (cost.Memory is { } memory)
            json.WriteNumber("memory", memory);
        json.WriteEndObject();
    }

    /// <summary>What the log has kept; null where it knows of none.</summary>
    public static NodeCost? Read(JsonElement happened) => !happened.TryGetProperty("cost", out var cost) ? null : new NodeCost(
        cost.TryGetProperty("cpu", out var cpu) ? TimeSpan.FromSeconds(cpu.GetDouble()) : null,
        cost.TryGetProperty("isLeast", out var least) && least.GetBoolean(),
        cost.TryGetProperty("memory", out var memory) ? memory.GetInt64() : null);

    /// <summary>The member <c>cost</c> of a run or a node; nothing where it is not known.</summary>
    public static void Write(Utf8JsonWriter json, RunCost? cost)
    {
        if (cost is null)
            return;
        json.WriteStartObject("cost");
        if (cost.Spent.Cpu is { } cpu)
        {
            json.WriteNumber("cpuSeconds", Seconds(cpu));
            json.WriteBoolean("cpuIsLeast", cost.Spent.IsLeast);
        }

        if (cost.Spent.Memory is { } memory)
            json.WriteNumber("peakMemory", memory);
        json.WriteNumber("bytesIn", cost.BytesIn);
        json.WriteNumber("bytesOut", cost.BytesOut);
        json.WriteEndObject();
    }

    // To the microsecond, and by a division: rounding would leave zeros at the end of some, which another reading of the same time does not have.
    static decimal Seconds(TimeSpan time) => Math.Round((decimal)time.Ticks / TimeSpan.TicksPerMicrosecond) / 1_000_000m;
}
