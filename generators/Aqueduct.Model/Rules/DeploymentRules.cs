using System.Collections.Generic;
using System.Globalization;
using Aqueduct.Model;

namespace Aqueduct.Rules;

/// <summary>What an operator asks of its machine: AQ5001, AQ5002 and AQ5005.</summary>
static class DeploymentRules
{
    public static IEnumerable<Fault> Check(OperatorModel model)
    {
        if (model.Memory is { } memory && !Quantities.IsValid(memory.Value))
            yield return Faults.At(memory.Anchor, RuleIds.InvalidQuantity, memory.Value, model.Method.Name).With(FixFacts.Replace + "1", Quantities.Suggest(memory.Value));
        if (model.Cpu is { } cpu && !(cpu.Value > 0 && !double.IsInfinity(cpu.Value)))
            yield return Faults.At(cpu.Anchor, RuleIds.OperatorNumbers, "Cpu", model.Method.Name, Faults.Text(cpu.Value), "it is a positive number of processors").With(FixFacts.Name, cpu.Value < 0 && !double.IsInfinity(cpu.Value) ? Faults.Text(-cpu.Value) : null);
        if (model.Retries is { Value: < 0 or > 100 } retries)
            yield return Faults.At(retries.Anchor, RuleIds.OperatorNumbers, "Retries", model.Method.Name, retries.Value.ToString(CultureInfo.InvariantCulture), "it is 0 to 100").With(FixFacts.Name, retries.Value < 0 ? "0" : "100");
        if (model.Gpu is { Value: < 0 } gpu)
            yield return Faults.At(gpu.Anchor, RuleIds.OperatorNumbers, "Gpu", model.Method.Name, gpu.Value.ToString(CultureInfo.InvariantCulture), "it is 0 or more").With(FixFacts.Name, "0");
        if (model.Image is { } image && ImageNames.Mistake(image.Value) is { } mistake)
            yield return Faults.At(image.Anchor, RuleIds.InvalidImage, image.Value, model.Method.Name, mistake).With(FixFacts.Replace + "1", ImageNames.Suggest(image.Value));
    }
}
