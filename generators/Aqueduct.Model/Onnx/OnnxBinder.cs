using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Aqueduct.Rules;

namespace Aqueduct.OnnxModels;

/// <summary>Brings a row type, a model and the type of its results together: the compiler to tell what does not fit, the program to call the model.</summary>
sealed class OnnxBinder(OnnxSignature model, IReadOnlyList<OnnxMember> row, IReadOnlyList<OnnxMember> result, OnnxNames names)
{
    readonly List<OnnxProblem> _problems = [];

    public static OnnxPlan Bind(OnnxSignature model, IReadOnlyList<OnnxMember> row, IReadOnlyList<OnnxMember> result, OnnxNames names) => new OnnxBinder(model, row, result, names).Bind();

    OnnxPlan Bind()
    {
        var explicitly = Outputs();
        OnnxTake?[] takes = [.. result.Select((member, i) => explicitly.TryGetValue(i, out var take) ? take : ByName(member))];
        var feeds = Feeds([.. takes.Select(t => t?.Carried ?? -1)]);
        for (var i = 0; i < takes.Length; i++)
            if (takes[i] is null && !explicitly.ContainsKey(i))
                Missing(result[i]);
        return new OnnxPlan(feeds, [.. takes.Select(t => t ?? new OnnxTake(-1, null, -1))], _problems);
    }

    /// <summary>The inputs that bear a member's name are filled by it; one vector may take the members that are left.</summary>
    List<OnnxFeed> Feeds(int[] carried)
    {
        var feeds = new List<OnnxFeed>();
        var vector = (OnnxValue?)null;
        var taken = new HashSet<int>();
        foreach (var input in model.Inputs)
        {
            if (!IsCallable(input, OnnxTypes.Into(input.Element).Length > 0))
                continue;
            var member = Find(row, input.Name);
            if (member >= 0 && (input.Width == 1 || (input.Width < 0 && names.Features is null)))
            {
                taken.Add(member);
                Check(input, row[member]);
                feeds.Add(new OnnxFeed(input, [member]));
            }
            else if (!input.IsUsed)
                feeds.Add(new OnnxFeed(input, []));
            else if (input.Width == 1 && model.Inputs.Count(i => i.IsUsed) > 1)
                Report(OnnxFault.Input, "", $"has no member for the input '{input.Name}' of type {input.Type}", Suggest(input.Name, row.Select(m => m.Name)) + $"Add a member '{input.Name}' of type {OnnxTypes.Into(input.Element).LastOrDefault()}, or name one so with [Column]");
            else if (vector is not null)
                Report(OnnxFault.Model, "", $"takes two vectors, '{vector.Name}' and '{input.Name}'", "A row fills one vector; join them in the model");
            else
                vector = input;
        }

        if (vector is not null && Vector(vector, carried, taken) is { } members)
            feeds.Add(new OnnxFeed(vector, members));
        else if (vector is null && names.Features is not null)
            Report(OnnxFault.Name, "Features", "names features, and the model takes no vector of them", "Remove Features");
        return feeds;
    }

    /// <summary>The members that make up the vector: those named, else all that neither have an input of their own nor are carried on.</summary>
    List<int>? Vector(OnnxValue input, int[] carried, HashSet<int> taken)
    {
        var members = new List<int>();
        if (names.Features is { } features)
        {
            foreach (var name in Parts(features))
                if (Find(row, name) is >= 0 and var found)
                    members.Add(found);
                else
                    Unknown("Features", features, name, row.Select(m => m.Name), "no member of the rows");
            if (_problems.Exists(p => p.Where == "Features"))
                return null;
        }
        else
        {
            for (var i = 0; i < row.Count; i++)
                if (!taken.Contains(i) && !carried.Contains(i))
                    members.Add(i);
        }

        var list = members.Count == 0 ? "none" : string.Join(", ", members.Select(m => row[m].Name));
        if (members.Count == 0 || (input.Width >= 0 && members.Count != input.Width))
            Report(OnnxFault.Input, names.Features is null ? "" : "Features", $"gives {Count(members.Count)} for the input '{input.Name}' of type {input.Type} ({list})",
                (input.Width < 0 ? "" : $"It takes {Count(input.Width)}. ") + "Members that the result carries on are no features; name the features in their order: Features = \"…\"");
        foreach (var member in members)
            Check(input, row[member]);
        return members;
    }

    void Check(OnnxValue input, OnnxMember member)
    {
        if (OnnxTypes.Fills(member, input.Element))
            return;
        var wanted = OnnxTypes.Into(input.Element);
        Report(OnnxFault.Input, "", $"has '{member.Name}' of type '{member.Written}' for the input '{input.Name}' of type {input.Type}",
            member.IsNullable && wanted.Contains(member.Type) ? $"Only numbers with a fraction have a value for null, NaN; make the member {member.Type}" : $"The input takes {string.Join(", ", wanted)}");
    }

    /// <summary>An output of the member's name; else a member of the row with its name and type, which is carried on.</summary>
    OnnxTake? ByName(OnnxMember member)
    {
        for (var i = 0; i < model.Outputs.Count; i++)
            if (Fits(member, model.Outputs[i].Name))
                return Take(member, i, null, "");
        var carried = Find(row, member.Column ?? member.Name);
        return carried >= 0 && row[carried].Type == member.Type && (member.IsNullable == row[carried].IsNullable || (member.IsNullable && member.Type is ("string" or "bytes" or "byte[]"))) ? new OnnxTake(-1, null, carried) : null;
    }

    void Missing(OnnxMember member)
    {
        var carried = Find(row, member.Column ?? member.Name);
        Report(OnnxFault.Output, "", carried >= 0
                ? $"gives '{member.Name}' of type '{member.Written}', which is '{row[carried].Written}' in the rows and no output of the model"
                : $"gives '{member.Name}', which is no output of the model ({Listed()}) and no member of the rows",
            Suggest(member.Name, model.Outputs.Select(o => Plain(o.Name))) + $"Name the output that it holds: Outputs = \"{member.Name} = {(model.Outputs.Count > 0 ? model.Outputs[model.Outputs.Count - 1].Name : "output")}\"");
    }

    /// <summary>What the attribute says of outputs: <c>Churn = probabilities[1]</c>.</summary>
    Dictionary<int, OnnxTake?> Outputs()
    {
        var takes = new Dictionary<int, OnnxTake?>();
        foreach (var part in Parts(names.Outputs))
        {
            var (left, right) = part.IndexOf('=') is > 0 and var at ? (part.Substring(0, at).Trim(), part.Substring(at + 1).Trim()) : (part, "");
            var open = right.EndsWith("]", StringComparison.Ordinal) ? right.IndexOf('[') : -1;
            var (name, place) = open < 0 ? (right, null) : (right.Substring(0, open), right.Substring(open + 1, right.Length - open - 2));
            var member = Find(result, left);
            var output = model.Outputs.ToList().FindIndex(o => o.Name == name);
            if (output < 0)
                output = model.Outputs.ToList().FindIndex(o => Same(o.Name, name));
            if (right.Length == 0)
                Report(OnnxFault.Name, "Outputs", $"says '{part}' of outputs", "Write a member of the result, an equals sign and an output: Outputs = \"Churn = probabilities[1]\"");
            else if (member < 0)
                Unknown("Outputs", names.Outputs!, left, result.Select(m => m.Name), "no member of the result");
            else if (output < 0)
                takes[member] = Unknown("Outputs", names.Outputs!, name, model.Outputs.Select(o => o.Name), "no output of the model");
            else
                takes[member] = Take(result[member], output, place, "Outputs");
        }

        return takes;
    }

    OnnxTake? Take(OnnxMember member, int number, string? place, string where)
    {
        var output = model.Outputs[number];
        var take = new OnnxTake(number, place, -1);
        if (!IsCallable(output, OnnxTypes.OutOf(output.Element).Length > 0))
            return take;
        if (!OnnxTypes.OutOf(output.Element).Contains(member.Type))
            Report(OnnxFault.Output, "", $"gives '{member.Name}' of type '{member.Written}' for the output '{output.Name}' of type {output.Type}", $"The output goes into {string.Join(", ", OnnxTypes.OutOf(output.Element))}");
        if (output.IsMap ? place is null : place is null && output.Width > 1)
            Report(OnnxFault.Output, where, $"gives '{member.Name}' of the output '{output.Name}', which has {(output.IsMap ? "a value for each class" : Count(output.Width))}", $"Say which: Outputs = \"{member.Name} = {output.Name}[1]\"");
        else if (place is not null && !IsPlace(output, place))
            Report(OnnxFault.Output, where, $"takes '{output.Name}[{place}]' of an output of type {output.Type}", output.IsMap ? $"In brackets stands a key of type {output.Key}" : $"In brackets stands a number from 0{(output.Width > 0 ? $" to {(output.Width - 1).ToString(CultureInfo.InvariantCulture)}" : " on")}");
        return take;
    }

    static bool IsPlace(OnnxValue output, string place) => output.Key == "string"
        || (output.IsMap ? long.TryParse(place, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) : int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && (output.Width < 0 || at < output.Width));

    bool IsCallable(OnnxValue value, bool hasType)
    {
        if (value.IsTable && hasType)
            return true;
        Report(OnnxFault.Model, "", $"has '{value.Name}' of type {value.Type}", "Rows go through tensors of numbers, bool or string with one dimension, or with two of which the first is the rows'");
        return false;
    }

    OnnxTake? Unknown(string where, string text, string name, IEnumerable<string> known, string what)
    {
        var near = NearestName.Of(name, known);
        Report(OnnxFault.Name, where, $"names '{name}', which is {what}", $"{(near is null ? "" : $"Did you mean '{near}'? ")}There are {string.Join(", ", known)}", near is null ? null : text.Replace(name, near));
        return null;
    }

    void Report(OnnxFault kind, string where, string found, string expected, string? instead = null) => _problems.Add(new OnnxProblem(kind, where, found, expected, instead));

    string Listed() => string.Join(", ", model.Outputs.Select(o => o.Name));

    static string Suggest(string name, IEnumerable<string> known) => NearestName.Of(name, known) is { } near ? $"Did you mean '{near}'? " : "";

    static int Find(IReadOnlyList<OnnxMember> members, string name)
    {
        for (var i = 0; i < members.Count; i++)
            if (members[i].Column == name || members[i].Name == name)
                return i;
        for (var i = 0; i < members.Count; i++)
            if (Fits(members[i], name))
                return i;
        return -1;
    }

    /// <summary>As columns of a query are found: by [Column], or by name ignoring case and underscores.</summary>
    static bool Fits(OnnxMember member, string name) => member.Column is { } column ? string.Equals(column, Plain(name), StringComparison.OrdinalIgnoreCase) || string.Equals(column, name, StringComparison.OrdinalIgnoreCase) : Same(member.Name, name);

    static bool Same(string a, string b) => string.Equals(Plain(a).Replace("_", ""), Plain(b).Replace("_", ""), StringComparison.OrdinalIgnoreCase);

    /// <summary>ML.NET's converter calls what it gives <c>Score.output</c>.</summary>
    static string Plain(string name) => name.EndsWith(".output", StringComparison.Ordinal) ? name.Substring(0, name.Length - ".output".Length) : name;

    static string Count(int values) => values == 1 ? "1 value" : values.ToString(CultureInfo.InvariantCulture) + " values";

    static IEnumerable<string> Parts(string? text) => (text ?? "").Split(',').Select(p => p.Trim()).Where(p => p.Length > 0);
}
