namespace Aqueduct.Runtime;

/// <summary>What the generated bodies of partial methods marked [Endpoint] call.</summary>
public static class EndpointCalls
{
    /// <summary>Publishes a table to an endpoint at the end of the run. In a plain call, where no run passes, the table is looked at and nothing is published.</summary>
    /// <param name="name">Name of the endpoint.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="key">The member that finds a row; null where rows are only listed.</param>
    /// <param name="keep">Number of versions kept beside the newest one.</param>
    /// <param name="hold">Whether the version waits until somebody promotes it.</param>
    /// <exception cref="ResourceException">Two rows have the same key, or one has none.</exception>
    public static void PublishTable<T>(string name, Table<T> rows, string? key, int keep, bool hold = false)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (key is not null)
            TableKeys.Of(name, rows, key);
        Publish(name, rows, TableCodec<T>.Instance, keep, rows.Count, hold);
    }

    /// <summary>Publishes a value to an endpoint at the end of the run. In a plain call nothing is published.</summary>
    /// <param name="name">Name of the endpoint.</param>
    /// <param name="value">The value.</param>
    /// <param name="codec">How it is stored, and served.</param>
    /// <param name="keep">Number of versions kept beside the newest one.</param>
    /// <param name="hold">Whether the version waits until somebody promotes it.</param>
    public static void PublishValue<T>(string name, T value, IArtifactCodec<T> codec, int keep, bool hold = false)
    {
        ArgumentNullException.ThrowIfNull(codec);
        Publish(name, value, codec, keep, 1, hold);
    }

    static void Publish<T>(string name, T value, IArtifactCodec<T> codec, int keep, int rows, bool hold) =>
        RunContext.Current.Defer(new EndpointSave<T>(value, codec) { Resource = EndpointSave.ResourceName, Table = name, Mode = SaveMode.Replace, Rows = rows, Keep = keep, IsHeld = hold });
}
