using Aqueduct.Connectors.GoogleSheets.Reading;
using Aqueduct.Connectors.GoogleSheets.Saving;
using Aqueduct.Connectors.GoogleSheets.Wire;
using Aqueduct.Runtime;

namespace Aqueduct.Connectors.GoogleSheets;

/// <summary>A spreadsheet as a resource of [Sql] and [Save] methods: each of its sheets is a table, whose first row that is not empty names the columns.</summary>
sealed class SheetsDatabase : Database
{
    readonly Lazy<SheetsApi> _api;

    public SheetsDatabase() => _api = new(() => new SheetsApi(this));

    /// <summary>The spreadsheet, and who may open it.</summary>
    public required SheetsSettings Settings { get; init; }

    /// <summary>How long a call is tried again that Google has no time for.</summary>
    public TimeSpan MostPatience { get; init; } = TimeSpan.FromMinutes(3);

    /// <inheritdoc/>
    public override string Location => Settings.Location;

    /// <inheritdoc/>
    public override string Together => $"{Location} as {Settings.Account}";

    /// <summary>The calls of the API.</summary>
    public SheetsApi Api => _api.Value;

    /// <summary>The spreadsheet that a resource of aqueduct.json names.</summary>
    /// <exception cref="ResourceException">It has no spreadsheet or no key, or wrong ones.</exception>
    public static Database Of(ConnectorSettings settings) => new SheetsDatabase { Name = settings.Name, Settings = SheetsSettings.Of(settings) };

    /// <inheritdoc/>
    public override Table<T> Query<T>(string query, ReadOnlySpan<SqlArgument> arguments, CancellationToken cancel)
    {
        using var rows = new SheetRows<T>(this, SheetQuery.Parse(this, query, arguments));
        return rows.All(cancel);
    }

    /// <inheritdoc/>
    public override IEnumerable<Table<T>> Stream<T>(string query, SqlArgument[] arguments, CancellationToken cancel)
    {
        using var rows = new SheetRows<T>(this, SheetQuery.Parse(this, query, arguments));
        while (rows.Next(Batches.DefaultRows, cancel) is { } batch)
            yield return batch;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TableDescription> Describe(CancellationToken cancel) => SheetsFaults.Call(this, () => SheetDescriptions.Of(this, cancel));

    /// <inheritdoc/>
    public override TablePeek Peek(string table, PeekSize size, CancellationToken cancel) => SheetsFaults.Call(this, () =>
    {
        var spreadsheet = Api.Spreadsheet(cancel);
        return SheetPeek.Of(this, spreadsheet.Find(Named(SheetNames.OfPeople(spreadsheet), n => n, table))!, size, cancel);
    });

    /// <inheritdoc/>
    public override SaveTransaction BeginSave(CancellationToken cancel) => SheetsFaults.Call(this, () => SheetSave.Open(this, cancel));

    /// <summary>What is wrong with what was asked.</summary>
    public ResourceException Error(string reason, Exception? cause = null) => new(Name, $"Resource '{Name}' ('{Location}'): {reason}", cause);
}
