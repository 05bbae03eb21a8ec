using Microsoft.ML.OnnxRuntime;

namespace Aqueduct.OnnxModels;

/// <summary>One batch after the other through a session.</summary>
/// <param name="name">What messages call the model.</param>
/// <param name="session">The session.</param>
/// <param name="options">Ends a call that is under way.</param>
/// <param name="feeders">The inputs.</param>
/// <param name="outputs">Names of the outputs that are wanted.</param>
/// <param name="takers">What takes their values.</param>
/// <param name="wanted">Numbers of the outputs that are wanted.</param>
/// <param name="fix">Number of rows that the model takes at once; -1 for any.</param>
sealed class Call(string name, InferenceSession session, RunOptions options, Feeder[] feeders, string[] outputs, Taker[] takers, int[] wanted, int fix)
{
    readonly string[] _inputs = [.. feeders.Select(f => f.Name)];

    /// <summary>Calls the model with <paramref name="count"/> rows from <paramref name="start"/> on.</summary>
    /// <exception cref="InvalidDataException">The model refuses a row.</exception>
    public void Run(int start, int count, CancellationToken cancel)
    {
        try
        {
            using var results = Results(start, count);
            var given = results.ToArray();
            foreach (var taker in takers)
                taker.Take(given[Array.IndexOf(wanted, taker.Output)], start, count, Math.Max(count, fix));
        }
        catch (OnnxRuntimeException e)
        {
            cancel.ThrowIfCancellationRequested();
            var (row, last) = fix > 0 ? (start, start + count - 1) : Find(start, count, cancel);
            throw new InvalidDataException($"{name} fails for {(row == last ? $"row {row + 1}" : $"the rows {row + 1} to {last + 1}")}, with the inputs {string.Join(", ", feeders.Where(f => f.IsFed).Select(f => f.Show(row)))}: {e.Message}", e);
        }
    }

    IDisposableReadOnlyCollection<OrtValue> Results(int start, int count)
    {
        var values = new List<OrtValue>(feeders.Length);
        try
        {
            foreach (var feeder in feeders)
                values.Add(feeder.Value(start, count, Math.Max(count, fix)));
            return session.Run(options, _inputs, values, outputs);
        }
        finally
        {
            foreach (var value in values)
                value.Dispose();
        }
    }

    /// <summary>The first row that fails by itself, by halving; all of them where none does.</summary>
    (int First, int Last) Find(int start, int count, CancellationToken cancel)
    {
        var (from, length) = (start, count);
        while (length > 1)
        {
            cancel.ThrowIfCancellationRequested();
            if (Fails(from, length / 2))
                length /= 2;
            else
                (from, length) = (from + (length / 2), length - (length / 2));
        }

        return Fails(from, 1) ? (from, from) : (start, start + count - 1);
    }

    bool Fails(int start, int count)
    {
        try
        {
            Results(start, count).Dispose();
            return false;
        }
        catch (OnnxRuntimeException)
        {
            return true;
        }
    }
}
