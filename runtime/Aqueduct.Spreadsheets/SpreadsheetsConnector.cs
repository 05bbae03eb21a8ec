using Aqueduct.Runtime;
using Aqueduct.Spreadsheets;

[assembly: Connector(typeof(SpreadsheetsConnector))]

namespace Aqueduct.Spreadsheets;

/// <summary>Adds workbooks to the files of an app. An app that references the package calls it by itself.</summary>
public static class SpreadsheetsConnector
{
    /// <summary>Makes paths that end in <c>.xlsx</c> known to [Read] and [Write].</summary>
    public static void Register() => Connectors.AddSheets(static () => new Workbooks());
}
