using System.Collections.Generic;

namespace Aqueduct.Generators.Incremental;

/// <summary>Which names mean something else after an edit.</summary>
/// <remarks>
/// A name is affected when a declaration of it came, went or changed, or when a declaration of it mentions, in its signature, a name that is.
/// Names stand for all that carry them, in whatever type or namespace: too much is read again now and then, never too little.
/// </remarks>
sealed class Changes
{
    readonly HashSet<string> _names = [];

    /// <summary>Whether nothing read before can be trusted.</summary>
    public bool IsEverything { get; private init; }

    public bool IsNothing => !IsEverything && _names.Count == 0;

    public static Changes Everything { get; } = new() { IsEverything = true };

    public bool Affects(Declaration reading) =>
        IsEverything || (_names.Count > 0 && (_names.Contains(reading.FullName) || Mentions(reading)));

    /// <summary>What differs between two states of the files.</summary>
    public static Changes Between(FileSummary[] before, FileSummary[] after)
    {
        var inPlace = before.Length == after.Length;
        var old = new HashSet<FileSummary>(before);
        var now = new HashSet<FileSummary>(after);
        for (var i = 0; inPlace && i < after.Length; i++)
            inPlace = before[i] == after[i] || (!now.Contains(before[i]) && !old.Contains(after[i]));
        if (!inPlace && !KeepsOrder(before, after, old, now))
            return Everything;

        var gone = new List<FileSummary>();
        var come = new List<FileSummary>();
        foreach (var file in before)
            if (!now.Contains(file))
                gone.Add(file);
        foreach (var file in after)
            if (!old.Contains(file))
                come.Add(file);
        return Between(gone, come, before, after, inPlace);
    }

    /// <summary>Members of a partial type stand in the order of the files.</summary>
    static bool KeepsOrder(FileSummary[] before, FileSummary[] after, HashSet<FileSummary> old, HashSet<FileSummary> now)
    {
        var next = 0;
        foreach (var file in after)
        {
            if (!old.Contains(file))
                continue;
            while (next < before.Length && !now.Contains(before[next]))
                next++;
            if (next == before.Length || before[next] != file)
                return false;
            next++;
        }

        return true;
    }

    static Changes Between(List<FileSummary> gone, List<FileSummary> come, FileSummary[] before, FileSummary[] after, bool inPlace)
    {
        ulong global = 0;
        foreach (var file in gone)
            global ^= file.GlobalHash;
        foreach (var file in come)
            global ^= file.GlobalHash;
        if (global != 0)
            return Everything;

        var changes = new Changes();
        var counts = new Dictionary<(string FullName, ulong Hash, DeclarationKind Kind), int>();
        foreach (var file in gone)
            Count(file, -1);
        foreach (var file in come)
            Count(file, 1);
        foreach (var entry in counts)
            if (entry.Value != 0)
                changes.Add(entry.Key.FullName);
        if (!inPlace)
        {
            foreach (var file in gone)
                changes.AddAll(file);
            foreach (var file in come)
                changes.AddAll(file);
        }

        changes.AddNamespaces(gone, come, before, after);
        if (changes._names.Count == 0)
            return changes;
        foreach (var file in gone)
            if (changes.HasSystem(file))
                return Everything;
        foreach (var file in come)
            if (changes.HasSystem(file))
                return Everything;
        return changes.Spread(after);

        void Count(FileSummary file, int by)
        {
            foreach (var declaration in file.Declarations)
            {
                var key = (declaration.FullName, declaration.Hash, declaration.Kind);
                counts.TryGetValue(key, out var count);
                counts[key] = count + by;
            }
        }
    }

    /// <summary>A full name stands for itself, which a reading asks for, and its last part, which others mention.</summary>
    void Add(string fullName)
    {
        _names.Add(fullName);
        _names.Add(fullName.Substring(fullName.LastIndexOf('.') + 1));
    }

    void AddAll(FileSummary file)
    {
        foreach (var declaration in file.Declarations)
            Add(declaration.FullName);
    }

    bool HasSystem(FileSummary file)
    {
        foreach (var declaration in file.Declarations)
            if (declaration.InSystem && _names.Contains(declaration.FullName))
                return true;
        return false;
    }

    void AddNamespaces(List<FileSummary> gone, List<FileSummary> come, FileSummary[] before, FileSummary[] after)
    {
        var touched = new HashSet<string>();
        foreach (var file in gone)
            touched.UnionWith(file.Namespaces);
        foreach (var file in come)
            touched.SymmetricExceptWith(file.Namespaces);
        foreach (var name in touched)
            if (Has(before, name) != Has(after, name))
                _names.Add(name);

        static bool Has(FileSummary[] files, string name)
        {
            foreach (var file in files)
                if (file.Namespaces.Contains(name))
                    return true;
            return false;
        }
    }

    Changes Spread(FileSummary[] files)
    {
        bool grows;
        do
        {
            grows = false;
            foreach (var file in files)
            {
                if (file.GlobalNames.Overlaps(_names))
                    return Everything;
                foreach (var declaration in file.Declarations)
                    if (!_names.Contains(declaration.FullName) && Mentions(declaration))
                    {
                        Add(declaration.FullName);
                        grows = true;
                    }
            }
        }
        while (grows);
        return this;
    }

    bool Mentions(Declaration declaration) => Overlap(declaration.Names) || Overlap(declaration.Context.Names);

    bool Overlap(HashSet<string> names)
    {
        if (names.Count > _names.Count)
            return names.Overlaps(_names);
        foreach (var name in names)
            if (_names.Contains(name))
                return true;
        return false;
    }
}
