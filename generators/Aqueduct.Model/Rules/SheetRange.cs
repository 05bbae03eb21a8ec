using System;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Aqueduct.Rules;

/// <summary>What a query of a spreadsheet names: a sheet, or an area of it. The same for the compiler and for the run.</summary>
sealed class SheetRange
{
    /// <summary>What is said of a text that is no range.</summary>
    public const string Form = "a query of a spreadsheet is a sheet's name, or an area of it: Orders, Orders!A:F, 'Orders of May'!B3:F100.";

    const int MostColumns = 18_278;

    static readonly Regex Area = new(@"^([A-Za-z]{1,3})([1-9][0-9]{0,7})?:([A-Za-z]{1,3})([1-9][0-9]{0,7})?$", RegexOptions.CultureInvariant);

    SheetRange(string sheet) => Sheet = sheet;

    /// <summary>Name of the sheet; where <see cref="IsParameter"/>, of the parameter that holds it.</summary>
    public string Sheet { get; }

    /// <summary>Whether a parameter names the sheet: <c>@month!A:F</c>.</summary>
    public bool IsParameter { get; private set; }

    /// <summary>The first row, from 1.</summary>
    public int FirstRow { get; private set; } = 1;

    /// <summary>The first column, from 1.</summary>
    public int FirstColumn { get; private set; } = 1;

    /// <summary>The last row; as many as there are where none is named.</summary>
    public int LastRow { get; private set; } = int.MaxValue;

    /// <summary>The last column; as many as there are where none is named.</summary>
    public int LastColumn { get; private set; } = int.MaxValue;

    /// <summary>Reads a range; null where it is none, and why.</summary>
    public static SheetRange? Parse(string text, out string reason)
    {
        text = text.Trim();
        reason = Form;
        if (Split(text) is not { } parts || parts.Sheet.Trim().Length == 0 || parts.Sheet.IndexOfAny(['\n', '\r', '\0']) >= 0)
            return null;
        var range = new SheetRange(parts.IsParameter ? parts.Sheet.Substring(1) : parts.Sheet) { IsParameter = parts.IsParameter };
        if (SqlWord(text) && parts.Area is null)
        {
            reason = "it is SQL, and " + Form;
            return null;
        }

        if (parts.Area is null && !parts.IsQuoted && Area.IsMatch(text))
        {
            reason = $"'{text}' names no sheet. Write the sheet in front of it: Orders!{text}";
            return null;
        }

        if (parts.Area is not { } area)
            return range;
        if (!range.Take(area))
        {
            reason = $"'{area}' is no area. Write columns, or cells: A:F, A2:F, A1:F10, the smaller first.";
            return null;
        }

        return range;
    }

    /// <summary>The sheet that a text written as SQL most likely means: the word behind FROM; null where there is none.</summary>
    public static string? Meant(string text) => Regex.Match(text, @"\bFROM\s+[""\[`]?([A-Za-z0-9_]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant) is { Success: true } from ? from.Groups[1].Value : null;

    /// <summary>The letters of a column, counted from 1.</summary>
    public static string Letters(int column)
    {
        var letters = "";
        for (; column > 0; column = (column - 1) / 26)
            letters = (char)('A' + (column - 1) % 26) + letters;
        return letters;
    }

    static bool SqlWord(string text) => Regex.IsMatch(text, @"^(SELECT|WITH|FROM)\s", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant) && Meant(text) is not null;

    static (string Sheet, bool IsParameter, bool IsQuoted, string? Area)? Split(string text)
    {
        if (!text.StartsWith("'", StringComparison.Ordinal))
        {
            var mark = text.LastIndexOf('!');
            var sheet = mark < 0 ? text : text.Substring(0, mark);
            return (sheet, DocumentQueries.ParameterOf(sheet) is not null, false, mark < 0 ? null : text.Substring(mark + 1));
        }

        var end = 1;
        while (end < text.Length && (text[end] != '\'' || (end + 1 < text.Length && text[end + 1] == '\'')))
            end += text[end] == '\'' ? 2 : 1;
        if (end >= text.Length || (end + 1 < text.Length && text[end + 1] != '!'))
            return null;
        return (text.Substring(1, end - 1).Replace("''", "'"), false, true, end + 1 < text.Length ? text.Substring(end + 2) : null);
    }

    bool Take(string area)
    {
        var match = Area.Match(area);
        if (!match.Success)
            return false;
        (FirstColumn, LastColumn) = (Column(match.Groups[1].Value), Column(match.Groups[3].Value));
        FirstRow = match.Groups[2].Success ? int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture) : 1;
        LastRow = match.Groups[4].Success ? int.Parse(match.Groups[4].Value, CultureInfo.InvariantCulture) : int.MaxValue;
        return FirstColumn <= LastColumn && LastColumn <= MostColumns && FirstRow <= LastRow;
    }

    static int Column(string letters)
    {
        var column = 0;
        foreach (var letter in letters.ToUpperInvariant())
            column = column * 26 + letter - 'A' + 1;
        return column;
    }
}
