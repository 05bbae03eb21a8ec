using System.Text.Json;
using Aqueduct.AI;

namespace Aqueduct.Runtime;

/// <summary>What the generated bodies of partial methods marked [Prompt] call.</summary>
public static class PromptCalls
{
    /// <summary>Asks once.</summary>
    /// <param name="prompt">What the attribute says.</param>
    /// <param name="values">The values of the names in braces.</param>
    /// <param name="read">Reads the answer: a JSON value as the schema says, or a JSON string.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="ResourceException">Nobody answers.</exception>
    /// <exception cref="InvalidDataException">What is answered is none of what was asked for, twice.</exception>
    public static async Task<T> AskAsync<T>(PromptDraft prompt, PromptValue[] values, Func<JsonElement, T> read, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        using var conversation = new Conversation(prompt, RunContext.Current);
        return await conversation.AskAsync(values, read, null, cancel).ConfigureAwait(false);
    }

    /// <inheritdoc cref="AskAsync"/>
    public static T Ask<T>(PromptDraft prompt, PromptValue[] values, Func<JsonElement, T> read, CancellationToken cancel) => AskAsync(prompt, values, read, cancel).GetAwaiter().GetResult();

    /// <summary>Asks once for each row, some rows at a time; the results are in the order of the rows.</summary>
    /// <param name="prompt">What the attribute says.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="values">The values of the names in braces, of a row.</param>
    /// <param name="make">Makes the row of the result of a row and its answer.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="ResourceException">Nobody answers.</exception>
    /// <exception cref="InvalidDataException">What is answered for a row is none of what was asked for, twice.</exception>
    public static async Task<Table<TResult>> AskRowsAsync<TRow, TResult>(PromptDraft prompt, Table<TRow> rows, Func<TRow, PromptValue[]> values, Func<TRow, JsonElement, TResult> make, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(values);
        using var conversation = new Conversation(prompt, RunContext.Current);
        var results = new TResult[rows.Count];
        await Parallel.ForAsync(0, rows.Count, new ParallelOptions { MaxDegreeOfParallelism = prompt.MaxParallel, CancellationToken = cancel }, async (i, token) =>
        {
            var row = rows[i];
            results[i] = await conversation.AskAsync(values(row), answer => make(row, answer), i + 1, token).ConfigureAwait(false);
        }).ConfigureAwait(false);
        return results.ToTable();
    }

    /// <inheritdoc cref="AskRowsAsync"/>
    public static Table<TResult> AskRows<TRow, TResult>(PromptDraft prompt, Table<TRow> rows, Func<TRow, PromptValue[]> values, Func<TRow, JsonElement, TResult> make, CancellationToken cancel) =>
        AskRowsAsync(prompt, rows, values, make, cancel).GetAwaiter().GetResult();
}
