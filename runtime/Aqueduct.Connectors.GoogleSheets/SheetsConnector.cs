using Aqueduct.Connectors.GoogleSheets;
using Aqueduct.Runtime;

[assembly: Connector(typeof(SheetsConnector))]

namespace Aqueduct.Connectors.GoogleSheets;

/// <summary>Adds what this package holds to an app. The generated code of an app that references the package calls it.</summary>
public static class SheetsConnector
{
    /// <summary>Name of the type in aqueduct.json.</summary>
    public const string Type = "google-sheets";

    /// <summary>
    /// Makes spreadsheets of Google Sheets known as resources for [Sql] and [Save], <c>"resources": { "board": { "type": "google-sheets", "spreadsheet": "1AbC…", "key": "${SHEETS_KEY}" } }</c> in aqueduct.json.
    /// May be called more than once.
    /// </summary>
    public static void Register() => Runtime.Connectors.AddDatabase(Type, SheetsDatabase.Of);
}
