using System.Diagnostics;
using Aqueduct.Runtime;

namespace Aqueduct.Benchmarks.Presets;

/// <summary>Twelve ready checks on four columns of 1,000,000 rows, as generated code calls them: beside one loop written by hand, and beside lambdas that read row by row.</summary>
static class PresetBenchmark
{
    const int Rows = 1_000_000;
    const double Target = 2;

    public static bool Print(int rounds)
    {
        RowType<Visit>.Register(new VisitRows());
        var columns = Columns();
        var measured = Enumerable.Range(0, rounds + 2).Select(_ => (Ready: Measured(columns, t => Checks(t, Named)), Loop: Measured(columns, ByHand), Plain: Measured(columns, t => Checks(t, Plain)))).Skip(2).ToList();
        Console.WriteLine($"12 checks on 4 columns of {Rows:N0} rows; median [min..max], N={rounds}");
        Say("ready checks, columns named", measured.Select(m => m.Ready));
        Say("limit: one loop by hand", measured.Select(m => m.Loop));
        Say("lambdas asked row by row", measured.Select(m => m.Plain));
        var ratio = measured.Select(m => m.Ready.Cpu).Median() / measured.Select(m => m.Loop.Cpu).Median();
        Console.WriteLine($"  CPU time to the limit: {ratio:0.00}, target {Target}");
        return ratio <= Target;
    }

    static void Say(string name, IEnumerable<Sample> samples) => Console.WriteLine(
        $"  {name,-30} CPU {samples.Select(s => s.Cpu).Median():0.0} ms [{samples.Min(s => s.Cpu):0.0}..{samples.Max(s => s.Cpu):0.0}], wall {samples.Select(s => s.Wall).Median():0.0} ms [{samples.Min(s => s.Wall):0.0}..{samples.Max(s => s.Wall):0.0}], {samples.Select(s => (double)s.Bytes).Median():N0} bytes");

    /// <summary>A table of its own each time: what is remembered of a column is not there yet.</summary>
    static Sample Measured(Column[] columns, Func<Table<Visit>, bool> work)
    {
        var table = new Table<Visit>([.. columns.Select(Fresh)]);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var (bytes, cpu, started) = (GC.GetAllocatedBytesForCurrentThread(), Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        var holds = work(table);
        var sample = new Sample(Stopwatch.GetElapsedTime(started).TotalMilliseconds, (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds, GC.GetAllocatedBytesForCurrentThread() - bytes);
        return holds ? sample : throw new InvalidOperationException("A check does not hold: the ways do not do the same work.");
    }

    static Column Fresh(Column column) => column switch
    {
        Column<double> c => new Column<double>(c.Values.ToArray()),
        Column<int> c => new Column<int>(c.Values.ToArray()),
        Column<double?> c => new Column<double?>(c.Values.ToArray()),
        _ => new Column<long>(((Column<long>)column).Values.ToArray()),
    };

    static Column[] Columns()
    {
        var random = new Random(7);
        var (amount, age, score, id) = (new double[Rows], new int[Rows], new double?[Rows], new long[Rows]);
        for (var i = 0; i < Rows; i++)
            (amount[i], age[i], score[i], id[i]) = (1 + 99 * random.NextDouble(), random.Next(18, 90), random.Next(20) == 0 ? null : random.NextDouble(), i + 1L);
        return [new Column<double>(amount), new Column<int>(age), new Column<double?>(score), new Column<long>(id)];
    }

    static bool Checks(Table<Visit> t, Lambdas l) =>
        Expect.NotNull(t, l.Amount) & Expect.Finite(t, l.Amount) & Expect.Between(t, l.Amount, 0, 100) & Expect.MeanBetween(t, l.Amount, 49, 52) & Expect.StdDevBetween(t, l.Amount, 20, 35)
        & Expect.Between(t, l.Age, 0, 120) & Expect.MaxBetween(t, l.Age, 80, 90) & Expect.MeanBetween(t, l.Age, 50, 56)
        & Expect.MissingRate(t, l.Score, 0.1) & Expect.Between(t, l.Score, 0, 1) & Expect.MeanBetween(t, l.Score, 0.45, 0.55)
        & Expect.Positive(t, l.Id);

    /// <summary>The same in one pass, as somebody writes it who has the columns as arrays.</summary>
    static bool ByHand(Table<Visit> table)
    {
        var amounts = table.ColumnAt(0).As<double>();
        var ages = table.ColumnAt(1).As<int>();
        var scores = table.ColumnAt(2).As<double?>();
        var ids = table.ColumnAt(3).As<long>();
        var (notNull, finite, inRange, agesInRange, scoresInRange, positive) = (true, true, true, true, true, true);
        var (mean, squares, ageSum, oldest, scoreSum, missing) = (0.0, 0.0, 0L, int.MinValue, 0.0, 0);
        for (var i = 0; i < amounts.Length; i++)
        {
            var amount = amounts[i];
            notNull &= !double.IsNaN(amount);
            finite &= double.IsFinite(amount);
            inRange &= amount is >= 0 and <= 100;
            var off = amount - mean;
            mean += off / (i + 1);
            squares += off * (amount - mean);
            var age = ages[i];
            agesInRange &= age is >= 0 and <= 120;
            ageSum += age;
            oldest = Math.Max(oldest, age);
            if (scores[i] is { } score)
                (scoreSum, scoresInRange) = (scoreSum + score, scoresInRange & score is >= 0 and <= 1);
            else
                missing++;
            positive &= ids[i] > 0;
        }

        var count = amounts.Length;
        return notNull & finite & inRange & mean is >= 49 and <= 52 & Math.Sqrt(squares / (count - 1)) is >= 20 and <= 35
            & agesInRange & oldest is >= 80 and <= 90 & ageSum / (double)count is >= 50 and <= 56
            & (double)missing / count <= 0.1 & scoresInRange & scoreSum / (count - missing) is >= 0.45 and <= 0.55 & positive;
    }

    static readonly Lambdas Named = new(
        ColumnReader.Of<Visit, double>("Amount", static v => v.Amount), ColumnReader.Of<Visit, int>("Age", static v => v.Age),
        ColumnReader.Of<Visit, double?>("Score", static v => v.Score), ColumnReader.Of<Visit, long>("Id", static v => v.Id));

    static readonly Lambdas Plain = new(static v => v.Amount, static v => v.Age, static v => v.Score, static v => v.Id);

    sealed record Lambdas(Func<Visit, double> Amount, Func<Visit, int> Age, Func<Visit, double?> Score, Func<Visit, long> Id);

    readonly record struct Sample(double Wall, double Cpu, long Bytes);

    sealed record Visit(double Amount, int Age, double? Score, long Id);

    sealed class VisitRows : RowType<Visit>
    {
        public override IReadOnlyList<Field> Fields { get; } = [Field.Of<double>("Amount", false), Field.Of<int>("Age", false), Field.Of<double?>("Score", true), Field.Of<long>("Id", false)];

        public override Visit Read(Column[] columns, int index) => new(columns[0].At<double>(index), columns[1].At<int>(index), columns[2].At<double?>(index), columns[3].At<long>(index));

        public override void Append(ColumnBuilder[] builders, Visit row)
        {
            builders[0].Add(row.Amount);
            builders[1].Add(row.Age);
            builders[2].Add(row.Score);
            builders[3].Add(row.Id);
        }
    }
}
