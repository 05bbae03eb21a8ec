using System.Collections.Generic;
using Aqueduct.Model;

namespace Aqueduct.Rules;

/// <summary>Time-outs: AQ3005.</summary>
static class DurationRules
{
    public static IEnumerable<Fault> Check(Given<string>? timeout)
    {
        if (timeout is null || Durations.TryParse(timeout.Value, out _))
            yield break;
        yield return Faults.At(timeout.Anchor, RuleIds.InvalidDuration, timeout.Value).With(FixFacts.Replace + "1", DurationHints.Suggest(timeout.Value));
    }
}
