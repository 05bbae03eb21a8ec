using System.Globalization;
using Aqueduct.Connectors.GoogleSheets;
using Aqueduct.Databases.Tests.GoogleSheets.Peer;
using Aqueduct.Runtime;
using Microsoft.Extensions.Configuration;

namespace Aqueduct.Databases.Tests.GoogleSheets;

/// <summary>A spreadsheet of its own, gone with the test.</summary>
sealed class SheetTest : ITestDatabase
{
    public SheetTest(TimeSpan? patience = null)
    {
        Peer.Spreadsheet.Sheets.Add(new PeerSheet { Id = 0, Title = "Welcome" });
        Database = new SheetsDatabase { Name = "shop", Settings = Settings(), MostPatience = patience ?? TimeSpan.FromSeconds(20) };
    }

    public SheetsPeer Peer { get; } = new();

    public Database Database { get; }

    public IEnumerable<(Database Database, string Advice)> Wrong => [];

    /// <summary>The settings of the resource; of the members given others.</summary>
    public SheetsSettings Settings(params (string Member, string? Value)[] changed)
    {
        var members = new Dictionary<string, string?> { ["type"] = "google-sheets", ["spreadsheet"] = SheetsPeer.Id, ["key"] = Peer.Key(), ["endpoint"] = Peer.Address };
        foreach (var (member, value) in changed)
            members[member] = value;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(members.ToDictionary(m => "resources:shop:" + m.Key, m => m.Value)).Build();
        return SheetsSettings.Of(new ConnectorSettings(configuration.GetSection("resources:shop"), Path.GetTempPath()));
    }

    /// <summary>The same spreadsheet by another resource.</summary>
    public Database With(params (string Member, string? Value)[] changed) => new SheetsDatabase { Name = "shop", Settings = Settings(changed), MostPatience = TimeSpan.Zero };

    /// <summary>Makes a sheet with these cells, row by row.</summary>
    public PeerSheet Put(string title, params object?[][] rows)
    {
        var sheet = new PeerSheet { Id = Peer.Spreadsheet.Sheets.Max(s => s.Id) + 1, Title = title };
        for (var row = 0; row < rows.Length; row++)
            for (var column = 0; column < rows[row].Length; column++)
                sheet.Put(row, column, rows[row][column] is int number ? (double)number : rows[row][column]);
        Peer.Spreadsheet.Sheets.Add(sheet);
        return sheet;
    }

    public void Do(string sql) => throw new NotSupportedException("A spreadsheet knows no statements.");

    /// <summary>The rows of a sheet, their cells joined by commas.</summary>
    public string[] Rows(string title)
    {
        var sheet = Peer.Spreadsheet[title];
        if (sheet.Values.Count == 0)
            return [];
        return [.. Enumerable.Range(0, sheet.Values.Keys.Max(k => k.Row) + 1).Select(row => string.Join(',', Enumerable.Range(0, sheet.Values.Keys.Max(k => k.Column) + 1)
            .Select(column => string.Create(CultureInfo.InvariantCulture, $"{sheet.Values.GetValueOrDefault((row, column))}"))))];
    }

    /// <summary>Names of the sheets, those that are hidden among them.</summary>
    public string[] Sheets => [.. Peer.Spreadsheet.Sheets.Select(s => s.Title).Order(StringComparer.Ordinal)];

    public void Dispose() => Peer.Dispose();
}
