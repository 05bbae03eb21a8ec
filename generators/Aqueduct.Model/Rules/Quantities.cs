using System;
using System.Globalization;
using System.Linq;

namespace Aqueduct.Rules;

/// <summary>Amounts of memory as Kubernetes writes them: <c>512Mi</c>, <c>4Gi</c>, <c>4G</c>. A bare number is refused: nobody means bytes.</summary>
static class Quantities
{
    static readonly string[] Units = ["Ki", "Mi", "Gi", "Ti", "Pi", "Ei", "k", "M", "G", "T", "P", "E"];

    /// <summary>Whether <paramref name="text"/> is a positive number with a unit.</summary>
    public static bool IsValid(string text)
    {
        var unit = UnitOf(text, out var number);
        return number.Length > 0
            && Array.IndexOf(Units, unit) >= 0
            && decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value > 0;
    }

    /// <summary>The amount in bytes; 0 where it is none, and the most a number can hold where it is more.</summary>
    public static long Bytes(string text)
    {
        if (!IsValid(text))
            return 0;
        var unit = UnitOf(text, out var number);
        var power = "kmgtpe".IndexOf(char.ToLowerInvariant(unit[0])) + 1;
        var bytes = double.Parse(number, CultureInfo.InvariantCulture) * Math.Pow(unit.Length == 2 ? 1024 : 1000, power);
        return bytes >= long.MaxValue ? long.MaxValue : (long)bytes;
    }

    /// <summary>What somebody who wrote <paramref name="text"/> most likely meant: <c>4GB</c> is <c>4Gi</c>; null where it is anybody's guess.</summary>
    public static string? Suggest(string text)
    {
        var unit = UnitOf(text.Replace(" ", ""), out var number).ToLowerInvariant();
        if (unit.Length is 0 or > 3 || "kmgtpe".IndexOf(unit[0]) < 0 || unit.Substring(1) is not ("" or "b" or "i" or "ib"))
            return null;
        var suggestion = number + char.ToUpperInvariant(unit[0]) + "i";
        return IsValid(suggestion) ? suggestion : null;
    }

    static string UnitOf(string text, out string number)
    {
        number = new string([.. text.TakeWhile(c => char.IsDigit(c) || c == '.')]);
        return text.Substring(number.Length);
    }
}
