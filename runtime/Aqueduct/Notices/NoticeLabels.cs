using System.Text;

namespace Aqueduct.Runtime;

/// <summary>Names and values as people read them.</summary>
static class NoticeLabels
{
    const int LongestCell = 200;

    /// <summary><c>averageChurn</c> and <c>AverageChurn</c> as Average churn.</summary>
    public static string Of(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            var startsWord = i > 0 && char.IsUpper(name[i]) && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (name[i] == '_' || startsWord)
                text.Append(' ');
            if (name[i] != '_')
                text.Append(text.Length == 0 ? char.ToUpperInvariant(name[i]) : startsWord && !(i + 1 < name.Length && char.IsUpper(name[i + 1])) ? char.ToLowerInvariant(name[i]) : name[i]);
        }

        return text.ToString().Trim();
    }

    /// <summary>A cell of a table; numbers with six digits, long texts cut.</summary>
    public static string Cell(Column column, int row)
    {
        var text = column switch
        {
            Column<double> numbers => Words.Short(numbers.Items[row]),
            Column<double?> numbers => numbers.Items[row] is { } number ? Words.Short(number) : null,
            Column<float> numbers => Words.Short(numbers.Items[row]),
            _ => column.TextAt(row),
        } ?? "";
        return Words.Begin(text, LongestCell);
    }

    /// <summary>Whether the values of a field stand below each other by their last digits.</summary>
    public static bool IsNumber(Field field) => field.Kind is >= FieldKind.SByte and <= FieldKind.Decimal;

    /// <summary>What is said below a table that is cut.</summary>
    public static string? Cut(int shown, int count) => shown < count ? $"{Words.Rows(shown)} of {Words.Count(count)}" : null;
}
