using Aqueduct.Runtime;
using Microsoft.Extensions.AI;

namespace Aqueduct.AI;

/// <summary>What questions took, counted by those who answered.</summary>
sealed class Usage
{
    readonly Lock _gate = new();
    long _calls, _input, _output;
    bool _isCounted;

    /// <summary>How many were answered.</summary>
    public long Calls => Interlocked.Read(ref _calls);

    /// <summary>The model that answered last, as it calls itself.</summary>
    public string? Model { get; private set; }

    public void Add(ChatResponse response)
    {
        lock (_gate)
        {
            _calls++;
            _input += response.Usage?.InputTokenCount ?? 0;
            _output += response.Usage?.OutputTokenCount ?? 0;
            _isCounted |= response.Usage is not null;
            Model = response.ModelId ?? Model;
        }
    }

    /// <summary>In a few words: <c>12 calls, 3,210 tokens in, 540 tokens out</c>.</summary>
    public override string ToString()
    {
        lock (_gate)
            return $"{Words.Count(_calls)} call{(_calls == 1 ? "" : "s")}, {(_isCounted ? $"{Words.Count(_input)} tokens in, {Words.Count(_output)} tokens out" : "tokens not counted by the service")}";
    }
}
