namespace Aqueduct.Analyzers.Tests.Corpus;

/// <summary>Operators that change what other nodes read.</summary>
static partial class Colleagues
{
    static IReadOnlyList<Mistake> Shared =>
    [
        .. Of("shared mutation",
            Change("lambda of ForEach", "{ items.ForEach(i => i.Tags.Add(\"x\")); return items.Count; }"),
            Change("lambda of Array.ForEach", "{ var array = items.ToArray(); Array.ForEach(array, i => i.Score = 0); return items.Count; }"),
            Change("parallel loop", "{ Parallel.ForEach(items, i => i.Score++); return items.Count; }"),
            Change("parallel loop by index", "{ Parallel.For(0, values.Length, i => values[i] *= 2); return items.Count; }"),
            Change("select with an effect", "=> items.Select(i => { i.Score = 1; return i; }).Count();"),
            Change("span of an array", "{ var s = values.AsSpan(); s[0] = 1; return items.Count; }"),
            Change("span, sorted", "{ Span<double> s = values; s.Sort(); return items.Count; }"),
            Change("span, filled", "{ values.AsSpan(1..).Fill(0); return items.Count; }"),
            Change("span of a list", "{ System.Runtime.InteropServices.CollectionsMarshal.AsSpan(items)[0] = new Item(); return items.Count; }"),
            Change("reference to an element", "{ ref var first = ref values[0]; first = 1; return items.Count; }"),
            Change("loop over references", "{ foreach (ref var v in values.AsSpan()) v = 0; return items.Count; }"),
            Change("reference to a value of a dictionary", "{ ref var n = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, \"a\", out _); n++; return items.Count; }"),
            Change("list in a dictionary", "{ groups[\"a\"].Add(1); return items.Count; }"),
            Change("pairs taken apart", "{ foreach (var (_, list) in groups) list.Add(1); return items.Count; }"),
            Change("value of a pair", "{ foreach (var pair in groups) pair.Value.Clear(); return items.Count; }"),
            Change("values of a dictionary", "{ foreach (var list in groups.Values) list.Sort(); return items.Count; }"),
            Change("tried value", "{ if (groups.TryGetValue(\"a\", out var list)) list.RemoveAt(0); return items.Count; }"),
            Change("local in between", "{ var all = items; var first = all[0]; first.Tags = []; return all.Count; }"),
            Change("tuple in between", "{ var (a, b) = (items, values); b[0] = 1; return a.Count; }"),
            Change("record in between", "{ var box = new Box(items); box.All.Clear(); return items.Count; }"),
            Change("pattern", "{ if (items is [{ Tags: var tags }, ..]) tags.Add(\"x\"); return items.Count; }"),
            Change("declaration pattern", "{ object any = items; if (any is List<Item> list) list.Clear(); return 0; }"),
            Change("local function", "{ void Reset(Item item) => item.Score = 0; foreach (var i in items) Reset(i); return items.Count; }"),
            Change("local function that catches", "{ void Reset() => values[0] = 0; Reset(); return items.Count; }"),
            Change("helper", "{ Helper.Zero(values); return items.Count; }"),
            Change("helper of a helper", "{ Helper.Both(values, items); return items.Count; }"),
            Change("extension helper", "{ items.Strip(); return items.Count; }"),
            Change("helper by reference", "{ Helper.Set(ref values[0]); return items.Count; }"),
            Change("deep element", "{ items[0].Inner.Values[1] = 2; return items.Count; }"),
            Change("element of LINQ", "{ items.First(i => i.Score > 0).Score = 3; return items.Count; }"),
            Change("filtered first", "{ foreach (var i in items.Where(i => i.Score > 0).OrderBy(i => i.Score)) i.Tags.Clear(); return items.Count; }"),
            Change("copied list of the same items", "{ var copy = items.ToList(); copy[0].Score = 2; return copy.Count; }"),
            Change("Array.Sort", "{ Array.Sort(values, (a, b) => b.CompareTo(a)); return items.Count; }"),
            Change("Array.Fill", "{ Array.Fill(values, 0); return items.Count; }"),
            Change("Array.Copy into", "{ Array.Copy(new double[1], values, 1); return items.Count; }"),
            Change("CopyTo into", "{ new double[1].CopyTo(values, 0); return items.Count; }"),
            Change("Array.Clear", "{ Array.Clear(values); return items.Count; }"),
            Change("RemoveAll", "=> items.RemoveAll(i => i.Score < 0);"),
            Change("interlocked", "{ Interlocked.Exchange(ref values[0], 1); return items.Count; }"),
            Change("random shuffle", "{ new Random(1).Shuffle(values); return items.Count; }"),
            Change("swap", "{ (values[0], values[1]) = (values[1], values[0]); return items.Count; }"),
            Change("compound on a member", "{ foreach (var i in items) i.Score += 1; return items.Count; }"),
            Change("coalesce on a member", "{ foreach (var i in items) i.Note ??= \"\"; return items.Count; }"),
            Change("conditional access", "{ items.FirstOrDefault()?.Tags.Add(\"x\"); return items.Count; }"),
            Change("conditional assignment", "{ items.FirstOrDefault()?.Score = 5; return items.Count; }"),
            Change("either of two", "{ var pick = items.Count > 1 ? values : new double[1]; pick[0] = 1; return items.Count; }"),
            Change("coalesced", "{ var pick = values ?? []; pick[0] = 1; return items.Count; }"),
            Change("switched", "{ var pick = items.Count switch { 0 => [1.0], _ => values }; pick[0] = 1; return items.Count; }"),
            Change("cast", "{ ((ICollection<Item>)items).Add(new Item()); return items.Count; }"),
            Change("own method of the item", "{ foreach (var i in items) i.Reset(); return items.Count; }"),
            Change("delegate in a local", "{ Action<Item> reset = i => i.Score = 0; foreach (var i in items) reset(i); return items.Count; }"),
            Change("method group", "{ items.ForEach(Helper.Reset); return items.Count; }"),
            Change("enumerator by hand", "{ using var e = items.GetEnumerator(); while (e.MoveNext()) e.Current.Score = 0; return items.Count; }"),
            Change("memory", "{ var memory = values.AsMemory(); memory.Span[0] = 1; return items.Count; }"),
            Change("pointer", "{ unsafe { fixed (double* p = values) { *p = 1; p[1] = 2; } } return items.Count; }"),
            Change("second name in a loop", "{ double[] row; for (var i = 0; i < 2; i++) { row = values; row[i] = 0; } return items.Count; }"),
            Change("property of an indexer", "{ items[^1].Score = 1; return items.Count; }"),
            Change("added into a queue of its items", "{ var queue = new Queue<Item>(items); while (queue.TryDequeue(out var i)) i.Tags.Add(\"x\"); return items.Count; }"),
            Change("grouped items", "{ foreach (var g in items.GroupBy(i => i.Score)) foreach (var i in g) i.Note = \"n\"; return items.Count; }"),
            Change("set, united", "{ names.UnionWith([\"x\"]); return items.Count; }"),
            Change("sorted by a comparer", "{ items.Sort((a, b) => a.Score.CompareTo(b.Score)); return items.Count; }")),
    ];

    const string Sharing = """
        using Aqueduct;

        public sealed class Inner { public double[] Values { get; set; } = [0, 0]; }
        public sealed class Item
        {
            public double Score { get; set; }
            public string? Note { get; set; }
            public List<string> Tags { get; set; } = [];
            public Inner Inner { get; set; } = new();
            public void Reset() { Score = 0; Tags.Clear(); }
        }

        public sealed record Box(List<Item> All);

        public static class Helper
        {
            public static void Zero(double[] numbers) { for (var i = 0; i < numbers.Length; i++) numbers[i] = 0; }
            public static void Both(double[] numbers, List<Item> items) { if (items.Count > 0) Zero(numbers); }
            public static void Strip(this List<Item> items) { foreach (var item in items) item.Tags.Clear(); }
            public static void Set(ref double number) => number = 1;
            public static void Reset(Item item) => item.Score = 0;
        }

        public static class Flow
        {
            [Operator] public static List<Item> Items(int n) => [.. Enumerable.Range(0, n).Select(i => new Item { Score = i })];
            [Operator] public static double[] Values(int n) => new double[n];
            [Operator] public static Dictionary<string, int> Counts(int n) => new() { ["a"] = n };
            [Operator] public static Dictionary<string, List<int>> Groups(int n) => new() { ["a"] = [n] };
            [Operator] public static HashSet<string> Names(int n) => [$"{n}"];
            [Operator] public static int Change(List<Item> items, double[] values, Dictionary<string, int> counts, Dictionary<string, List<int>> groups, HashSet<string> names) => items.Count;
            [Operator] public static int Read(List<Item> items, double[] values, Dictionary<string, int> counts, Dictionary<string, List<int>> groups, HashSet<string> names) => items.Count;
            [Operator] public static int Sum(int a, int b) => a + b;

            [Workflow("Sharing")]
            public static int Run(int n = 3)
            {
                var items = Items(n);
                var values = Values(n);
                var counts = Counts(n);
                var groups = Groups(n);
                var names = Names(n);
                return Sum(Change(items, values, counts, groups, names), Read(items, values, counts, groups, names));
            }
        }
        """;

    static Mistake Change(string name, string body) => In(Sharing, name, "AQ1005", "HashSet<string> names) => items.Count;\n    [Operator] public static int Read", "HashSet<string> names) " + body + (body.EndsWith('}') || body.EndsWith(';') ? "" : ";") + "\n    [Operator] public static int Read");

    /// <summary>What looks like a change and is one of a copy.</summary>
    public static IReadOnlyList<Mistake> Own =>
    [
        Change("nothing changed", "=> items.Count;"),
        Change("copied array", "{ var copy = values.ToArray(); copy[0] = 1; Array.Sort(copy); return copy.Length; }"),
        Change("cloned array", "{ var copy = (double[])values.Clone(); copy.AsSpan().Fill(1); return copy.Length; }"),
        Change("copied list", "{ var copy = items.ToList(); copy.Sort((a, b) => 0); copy.RemoveAt(0); copy[0] = new Item(); return copy.Count; }"),
        Change("list by its constructor", "{ var copy = new List<Item>(items); copy.Reverse(); copy.Add(new Item()); return copy.Count; }"),
        Change("spread", "{ List<Item> copy = [.. items, new Item()]; copy.Clear(); return copy.Count; }"),
        Change("copied dictionary", "{ var copy = new Dictionary<string, int>(counts); copy[\"b\"] = 1; return copy.Count; }"),
        Change("copied dictionary of copied lists", "{ var copy = groups.ToDictionary(g => g.Key, g => g.Value.ToList()); copy[\"a\"].Add(1); return copy.Count; }"),
        Change("copied set", "{ var copy = names.ToHashSet(); copy.Add(\"x\"); copy.ExceptWith(names); return copy.Count; }"),
        Change("new items", "{ var copy = items.ConvertAll(i => new Item { Score = i.Score }); foreach (var i in copy) { i.Score++; i.Tags.Add(\"x\"); } return copy.Count; }"),
        Change("new items of a query", "{ var copy = (from i in items where i.Score > 0 select new Item { Note = i.Note }).ToList(); copy[0].Tags.Add(\"x\"); return copy.Count; }"),
        Change("copied into", "{ var copy = new double[values.Length]; values.CopyTo(copy, 0); Array.Copy(values, copy, 1); values.AsSpan().CopyTo(copy); copy[0] = 1; return copy.Length; }"),
        Change("numbers of a list", "{ var sum = 0.0; foreach (var i in items) { var score = i.Score; score += 1; sum += score; } return (int)sum; }"),
        Change("collected names", "{ var all = new List<string>(); foreach (var i in items) all.AddRange(i.Tags); all.Sort(); return all.Count; }"),
        Change("kept and sorted references", "{ var best = new SortedDictionary<double, Item>(); foreach (var i in items) best[i.Score] = i; best.Remove(0); return best.Count; }"),
        Change("given another array first", "{ values = new double[3]; values[0] = 1; return values.Length; }"),
        Change("flags of a set", "{ var seen = new HashSet<Item>(items); seen.RemoveWhere(i => i.Score > 0); return seen.Count; }"),
        Change("slice of a span, copied", "{ var s = values.AsSpan(0, 1).ToArray(); s[0] = 1; return s.Length; }"),
        Change("range of an array", "{ var s = values[..1]; s[0] = 1; return s.Length; }"),
        Change("stack of rented memory", "{ Span<double> s = stackalloc double[4]; s[0] = values[0]; s.Sort(); return items.Count; }"),
        Change("concatenated", "{ var all = values.Concat(values).ToArray(); Array.Reverse(all); return all.Length; }"),
        Change("lines of text", "{ var text = new System.Text.StringBuilder(); foreach (var n in names) text.Append(n).Insert(0, n); text.Clear(); return text.Length; }"),
        Change("helper on a copy", "{ var copy = values.ToArray(); Helper.Zero(copy); Helper.Set(ref copy[0]); return copy.Length; }"),
        Change("matrix of its own", "{ var m = new double[2][]; m[0] = [.. values]; m[0][0] = 1; return m.Length; }"),
        Change("groups of counts", "{ var by = items.GroupBy(i => i.Score).ToDictionary(g => g.Key, g => g.Count()); by[0] = 1; return by.Count; }"),
        Change("pairs of numbers", "{ foreach (var pair in counts) { var (key, count) = pair; count++; _ = key + count; } return 0; }"),
        .. SecondOwn,
    ];
}
