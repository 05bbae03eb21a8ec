using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;

#pragma warning disable RS0026 // the overloads differ in the column's type alone: a call fits one of them, whatever it leaves out

namespace Aqueduct;

using Runtime;

/// <content>Checks of text. A text that is null passes.</content>
public static partial class Expect
{
    static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(1);
    static readonly ConcurrentDictionary<string, Regex> Patterns = new(StringComparer.Ordinal);

    /// <summary>Every text matches a regular expression somewhere in it; anchor it with ^ and $ for the whole text.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The column.</param>
    /// <param name="pattern">A .NET regular expression, culture-invariant.</param>
    /// <param name="severity">What a failure does to the run.</param>
    /// <exception cref="RegexMatchTimeoutException">One text took longer than a second: the pattern backtracks without end.</exception>
    [Check]
    public static bool Matches<T>(Table<T> table, Func<T, string?> column, string pattern, Severity severity = Severity.Warning)
    {
        var regex = Patterns.GetOrAdd(pattern, static p => new Regex(p, RegexOptions.CultureInvariant, LongestMatch));
        return Report.Rows(Columns.Of(table, column), $"text that matches {pattern}", v => v is null || regex.IsMatch(v));
    }

    /// <summary>No text matches a regular expression anywhere in it.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The column.</param>
    /// <param name="pattern">A .NET regular expression, culture-invariant.</param>
    /// <param name="severity">What a failure does to the run.</param>
    /// <exception cref="RegexMatchTimeoutException">One text took longer than a second: the pattern backtracks without end.</exception>
    [Check]
    public static bool NotMatches<T>(Table<T> table, Func<T, string?> column, string pattern, Severity severity = Severity.Warning)
    {
        var regex = Patterns.GetOrAdd(pattern, static p => new Regex(p, RegexOptions.CultureInvariant, LongestMatch));
        return Report.Rows(Columns.Of(table, column), $"text that does not match {pattern}", v => v is null || !regex.IsMatch(v));
    }

    /// <summary>Every text has a number of UTF-16 characters from <paramref name="min"/> to <paramref name="max"/>.</summary>
    /// <exception cref="ArgumentException"><paramref name="min"/> is above <paramref name="max"/>.</exception>
    [Check]
    public static bool Length<T>(Table<T> table, Func<T, string?> column, int min, int max, Severity severity = Severity.Warning)
    {
        Report.RequireOrder(min, max);
        return Report.Rows(Columns.Of(table, column), $"text of {min} to {max} characters", v => v is null || (v.Length >= min && v.Length <= max));
    }

    /// <summary>No text is empty or white space alone.</summary>
    [Check]
    public static bool NotBlank<T>(Table<T> table, Func<T, string?> column, Severity severity = Severity.Warning) =>
        Report.Rows(Columns.Of(table, column), "text that is not blank", v => v is null || !string.IsNullOrWhiteSpace(v));

    /// <summary>No text starts or ends with white space.</summary>
    [Check]
    public static bool Trimmed<T>(Table<T> table, Func<T, string?> column, Severity severity = Severity.Warning) =>
        Report.Rows(Columns.Of(table, column), "text without white space at its ends", v => v is null || (v.Length == 0 || !(char.IsWhiteSpace(v[0]) || char.IsWhiteSpace(v[^1]))));

    /// <summary>Every text starts with <paramref name="text"/>, compared ordinally.</summary>
    [Check]
    public static bool StartsWith<T>(Table<T> table, Func<T, string?> column, string text, Severity severity = Severity.Warning) =>
        Report.Rows(Columns.Of(table, column), $"text that starts with {Report.Text(text)}", v => v is null || v.StartsWith(text, StringComparison.Ordinal));

    /// <summary>Every text ends with <paramref name="text"/>, compared ordinally.</summary>
    [Check]
    public static bool EndsWith<T>(Table<T> table, Func<T, string?> column, string text, Severity severity = Severity.Warning) =>
        Report.Rows(Columns.Of(table, column), $"text that ends with {Report.Text(text)}", v => v is null || v.EndsWith(text, StringComparison.Ordinal));

    /// <summary>Every text contains <paramref name="text"/>, compared ordinally.</summary>
    [Check]
    public static bool ContainsText<T>(Table<T> table, Func<T, string?> column, string text, Severity severity = Severity.Warning) =>
        Report.Rows(Columns.Of(table, column), $"text that contains {Report.Text(text)}", v => v is null || v.Contains(text, StringComparison.Ordinal));

    /// <summary>No text has a letter that has a lower case and is not in it.</summary>
    [Check]
    public static bool Lowercase<T>(Table<T> table, Func<T, string?> column, Severity severity = Severity.Warning) =>
        Report.Rows(Columns.Of(table, column), "lower case", v => v is null || !v.Any(c => char.ToLowerInvariant(c) != c));

    /// <summary>No text has a letter that has an upper case and is not in it.</summary>
    [Check]
    public static bool Uppercase<T>(Table<T> table, Func<T, string?> column, Severity severity = Severity.Warning) =>
        Report.Rows(Columns.Of(table, column), "upper case", v => v is null || !v.Any(c => char.ToUpperInvariant(c) != c));

    /// <summary>Every text is an e-mail address as browsers take it in a form: <c>name@host</c>, without quotes or comments.</summary>
    /// <remarks>The production "valid e-mail address" of the HTML standard, section 4.10.5.1.5.</remarks>
    [Check]
    public static bool Email<T>(Table<T> table, Func<T, string?> column, Severity severity = Severity.Warning) =>
        Report.Rows(Columns.Of(table, column), "e-mail addresses", v => v is null || TextFormats.IsEmail(v));

    /// <summary>Every text is an absolute http or https URL with a host.</summary>
    [Check]
    public static bool Url<T>(Table<T> table, Func<T, string?> column, Severity severity = Severity.Warning) =>
        Report.Rows(Columns.Of(table, column), "URLs of http or https", v => v is null || TextFormats.IsUrl(v));

    /// <summary>Every text is an IPv4 address of four decimal numbers, or an IPv6 address (RFC 4291).</summary>
    [Check]
    public static bool IpAddress<T>(Table<T> table, Func<T, string?> column, Severity severity = Severity.Warning) =>
        Report.Rows(Columns.Of(table, column), "IP addresses", v => v is null || TextFormats.IsIpAddress(v));

    /// <summary>Every text is a UUID of 32 hexadecimal digits in five groups with hyphens (RFC 9562).</summary>
    [Check]
    public static bool Uuid<T>(Table<T> table, Func<T, string?> column, Severity severity = Severity.Warning) =>
        Report.Rows(Columns.Of(table, column), "UUIDs", v => v is null || Guid.TryParseExact(v, "D", out _));

    /// <summary>Every text is a date.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The column.</param>
    /// <param name="format">A .NET format such as <c>dd.MM.yyyy</c>, culture-invariant; null: an ISO 8601 date, with or without a time.</param>
    /// <param name="severity">What a failure does to the run.</param>
    [Check]
    public static bool DateText<T>(Table<T> table, Func<T, string?> column, string? format = null, Severity severity = Severity.Warning) =>
        Report.Rows(Columns.Of(table, column), $"dates {format ?? "as ISO 8601 writes them"}", v => v is null || TextFormats.IsDate(v, format));

    /// <summary>Every text is a number with a point before its decimals and no separator of thousands.</summary>
    [Check]
    public static bool NumberText<T>(Table<T> table, Func<T, string?> column, Severity severity = Severity.Warning) =>
        Report.Rows(Columns.Of(table, column), "numbers", v => v is null || double.TryParse(v, NumberStyles.Float, CultureInfo.InvariantCulture, out _));

    /// <summary>Every text is one JSON value (RFC 8259).</summary>
    [Check]
    public static bool JsonText<T>(Table<T> table, Func<T, string?> column, Severity severity = Severity.Warning) =>
        Report.Rows(Columns.Of(table, column), "JSON", v => v is null || TextFormats.IsJson(v));
}
