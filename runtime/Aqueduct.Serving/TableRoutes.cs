using System.Globalization;
using Aqueduct.Runtime;
using Microsoft.AspNetCore.Http;

namespace Aqueduct.Serving;

/// <summary>Answers with a row of a table, or with a page of them.</summary>
sealed class TableRoutes(string name, string? key, CurrentVersions versions)
{
    /// <summary>Rows of a page where nothing is said.</summary>
    public const int DefaultSize = 100;

    /// <summary>Most rows of a page.</summary>
    public const int LargestSize = 1000;

    /// <summary><c>/churn/17</c></summary>
    public Task RowAsync(HttpContext context)
    {
        if (!versions.Contents.TryGetValue(name, out var content))
            return Routes.NothingYetAsync(context, name);
        var table = (TableContent)content;
        if (Answers.IsKnown(context, table.Version))
            return Task.CompletedTask;
        var wanted = (string)context.Request.RouteValues["key"]!;
        return table.TryFind(wanted, out var row)
            ? Answers.JsonAsync(context, json => table.Write(json, row))
            : Answers.ProblemAsync(context, StatusCodes.Status404NotFound, "No such row", $"No row of '{name}' has {key} '{wanted}'.");
    }

    /// <summary><c>/churn?page=2&amp;size=100&amp;order=-Churn</c></summary>
    public Task PageAsync(HttpContext context)
    {
        if (!versions.Contents.TryGetValue(name, out var content))
            return Routes.NothingYetAsync(context, name);
        var table = (TableContent)content;
        var mistakes = new List<Mistake>();
        foreach (var other in context.Request.Query.Keys.Where(k => k is not ("page" or "size" or "order")))
            mistakes.Add(new Mistake(other, "an unknown parameter", "page, size or order"));
        var page = Number(context, "page", 1, int.MaxValue, mistakes);
        var size = Number(context, "size", DefaultSize, LargestSize, mistakes);
        var (field, isDescending) = Order(context, table, mistakes);
        if (mistakes.Count > 0)
            return Answers.ProblemAsync(context, StatusCodes.Status400BadRequest, "A wrong request", "The address has parameters that are not understood; errors names them.", mistakes);
        if (Answers.IsKnown(context, table.Version))
            return Task.CompletedTask;
        var order = field is null ? null : table.By(field);
        var (from, pages) = ((long)(page - 1) * size, Math.Max(1, (table.Count + size - 1) / size));
        var to = (int)Math.Min(table.Count, from + size);
        return Answers.JsonAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteNumber("version", table.Version.Version);
            json.WriteNumber("total", table.Count);
            json.WriteNumber("page", page);
            json.WriteNumber("pages", pages);
            json.WriteNumber("size", size);
            json.WriteStartObject("links");
            json.WriteString("first", Link(1));
            if (page > 1)
                json.WriteString("previous", Link(Math.Min(page - 1, pages)));
            if (page < pages)
                json.WriteString("next", Link(page + 1));
            json.WriteString("last", Link(pages));
            json.WriteEndObject();
            json.WriteStartArray("items");
            for (var i = from; i < to; i++)
                table.Write(json, order is null ? (int)i : order[isDescending ? table.Count - 1 - i : i]);
            json.WriteEndArray();
            json.WriteEndObject();
        });

        string Link(int number) => string.Create(CultureInfo.InvariantCulture, $"/{name}?page={number}&size={size}{(field is null ? "" : $"&order={(isDescending ? "-" : "")}{Uri.EscapeDataString(field.Name)}")}");
    }

    static int Number(HttpContext context, string parameter, int fallback, int most, List<Mistake> mistakes)
    {
        if (!context.Request.Query.TryGetValue(parameter, out var text))
            return fallback;
        if (int.TryParse(text.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most)
            return number;
        mistakes.Add(new Mistake(parameter, $"'{text}'", most == int.MaxValue ? "a whole number from 1 on" : $"a whole number from 1 to {most}"));
        return fallback;
    }

    static (Field? Field, bool IsDescending) Order(HttpContext context, TableContent table, List<Mistake> mistakes)
    {
        if (!context.Request.Query.TryGetValue("order", out var text))
            return default;
        var isDescending = text.ToString().StartsWith('-');
        var wanted = text.ToString()[(isDescending ? 1 : 0)..];
        var sortable = table.Fields.Where(f => f.Kind != FieldKind.Bytes).ToList();
        if (sortable.Find(f => f.Name == wanted) is { } field)
            return (field, isDescending);
        mistakes.Add(new Mistake("order", $"'{text}'", $"one of {string.Join(", ", sortable.Select(f => f.Name))}, with a - before it for the largest first"));
        return default;
    }
}
