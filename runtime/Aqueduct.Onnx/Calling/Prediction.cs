using Aqueduct.Runtime;
using Microsoft.ML.OnnxRuntime;

namespace Aqueduct.OnnxModels;

/// <summary>Takes rows through a model, a batch at a time, so that memory beside the table and its result does not grow with them.</summary>
/// <param name="name">What messages call the model.</param>
/// <param name="session">The session.</param>
/// <param name="signature">What the model takes and gives.</param>
/// <param name="names">What the attribute says of names.</param>
sealed class Prediction<TRow, TResult>(string name, InferenceSession session, OnnxSignature signature, OnnxNames names)
{
    const int Batch = 16_384;

    public Table<TResult> Run(Table<TRow> rows, CancellationToken cancel)
    {
        var plan = OnnxBinder.Bind(signature, Members(rows.Fields), Members(RowType<TResult>.Instance.Fields), names);
        if (plan.Problems is [var problem, ..])
            throw new InvalidOperationException($"{name} does not fit {typeof(TRow).Name} and {typeof(TResult).Name}: it {problem.Found}. {problem.Expected}.");
        using var stop = new Microsoft.ML.OnnxRuntime.RunOptions();
        using var stopping = cancel.Register(() => stop.Terminate = true);
        var feeders = plan.Feeds.Select(feed => Feeder.Of(feed, rows.Fields, [.. feed.Members.Select(rows.ColumnAt)])).ToArray();
        var takers = Takers(plan, rows.Count);
        int[] wanted = [.. takers.Select(t => t.Output).Distinct().Order()];
        // A model of a fixed number of rows is given as many, the last time with some of them made up.
        var fix = signature.Inputs.Select(i => i.Rows).Where(r => r > 0).DefaultIfEmpty(-1).First();
        var call = new Call(name, session, stop, feeders, [.. wanted.Select(o => signature.Outputs[o].Name)], takers, wanted, fix);
        for (var start = 0; start < rows.Count && wanted.Length > 0; start += fix > 0 ? fix : Batch)
        {
            cancel.ThrowIfCancellationRequested();
            call.Run(start, Math.Min(fix > 0 ? fix : Batch, rows.Count - start), cancel);
        }

        // A column is immutable, so that both tables may have it.
        var columns = new Column[plan.Takes.Count];
        for (int i = 0, next = 0; i < columns.Length; i++)
            columns[i] = plan.Takes[i] is { Output: < 0, Carried: var carried } ? rows.ColumnAt(carried) : takers[next++].Build();
        return new Table<TResult>(columns);
    }

    static Taker[] Takers(OnnxPlan plan, int rows)
    {
        var takers = new List<Taker>();
        for (var i = 0; i < plan.Takes.Count; i++)
            if (plan.Takes[i] is { Output: >= 0 } take)
                takers.Add(new Taker(take.Output, take.Place, RowType<TResult>.Instance.Fields[i], rows));
        return [.. takers];
    }

    static OnnxMember[] Members(IReadOnlyList<Field> fields) => [.. fields.Select(f => new OnnxMember(f.Name, f.ColumnName, FieldKinds.NameOf(f).TrimEnd('?'), f.Nullable))];
}
