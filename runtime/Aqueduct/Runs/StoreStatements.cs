namespace Aqueduct.Runtime;

/// <summary>A statement that is kept prepared, with positional parameters.</summary>
readonly struct StoreStatement(StoreSession session, StoreCommand command)
{
    public void Execute(params ReadOnlySpan<object?> values)
    {
        // One that is left out would keep the value of the last time.
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, command.Types.Length);
        session.Post(command, values);
    }
}

/// <summary>The statements that append events and keep the tables.</summary>
sealed class StoreStatements(StoreSession session)
{
    public StoreStatement InsertEvent => new(session, StoreCommand.InsertEvent);

    public StoreStatement InsertRun => new(session, StoreCommand.InsertRun);

    public StoreStatement FinishRun => new(session, StoreCommand.FinishRun);

    public StoreStatement InsertNode => new(session, StoreCommand.InsertNode);

    public StoreStatement StartNode => new(session, StoreCommand.StartNode);

    public StoreStatement WriteNode => new(session, StoreCommand.WriteNode);

    public StoreStatement FinishNode => new(session, StoreCommand.FinishNode);

    public StoreStatement InsertCheck => new(session, StoreCommand.InsertCheck);

    public StoreStatement InsertMetric => new(session, StoreCommand.InsertMetric);

    public StoreStatement InsertArtifact => new(session, StoreCommand.InsertArtifact);

    public StoreStatement InsertPublication => new(session, StoreCommand.InsertPublication);

    public StoreStatement InsertItem => new(session, StoreCommand.InsertItem);

    public StoreStatement InsertItemResult => new(session, StoreCommand.InsertItemResult);

    public StoreStatement LeaveItemResults => new(session, StoreCommand.LeaveItemResults);

    public StoreStatement DropItemResults => new(session, StoreCommand.DropItemResults);

    public StoreStatement RenewLease => new(session, StoreCommand.RenewLease);

    /// <summary>SQL: when a lease ends that is renewed now.</summary>
    public string LeaseEnd(string parameter) => session.LeaseEnd(parameter);

    /// <summary>Notes that this process writes for the runs of an owner.</summary>
    public void Claim(string owner) => session.Claim(owner);

    /// <summary>Carries out a statement that is too rare to be kept prepared.</summary>
    public void Execute(string sql, params ReadOnlySpan<object?> values) => session.Post(sql, values);

    /// <summary>Appends an event and applies it.</summary>
    public void Write(RunEvent happened)
    {
        if (happened.IsLogged)
            InsertEvent.Execute(happened.RunId, StoreText.Of(happened.At), happened.Kind, happened.ToJson());
        happened.Apply(this);
    }
}
