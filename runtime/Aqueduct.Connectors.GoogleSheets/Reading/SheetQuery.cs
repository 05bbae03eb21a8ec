using Aqueduct.Rules;
using Aqueduct.Runtime;

namespace Aqueduct.Connectors.GoogleSheets.Reading;

/// <summary>A query: a sheet, or an area of it.</summary>
/// <param name="Sheet">The sheet's title.</param>
/// <param name="Range">The area.</param>
sealed record SheetQuery(string Sheet, SheetRange Range)
{
    /// <summary>Reads a query and binds its parameter.</summary>
    /// <exception cref="ResourceException">It is none, or names a parameter that the method does not have.</exception>
    public static SheetQuery Parse(SheetsDatabase database, string text, ReadOnlySpan<SqlArgument> arguments)
    {
        var range = SheetRange.Parse(text, out var reason) ?? throw database.Error(reason);
        if (!range.IsParameter)
            return new(range.Sheet, range);
        foreach (var argument in arguments)
            if (argument.Name == range.Sheet)
                return new(argument.Kind switch
                {
                    SqlValueKind.Text when argument.Text.Length > 0 => argument.Text,
                    SqlValueKind.Integer => argument.Integer.ToString(System.Globalization.CultureInfo.InvariantCulture),
                    _ => throw database.Error($"@{range.Sheet} names a sheet, and is {(argument.Kind == SqlValueKind.Text ? "empty" : argument.Kind.ToString())}. Give it a text."),
                }, range);
        throw database.Error($"the query names @{range.Sheet}. {DatabaseTexts.Parameters(arguments)}");
    }
}
