namespace Aqueduct.Analyzers.Tests.Corpus;

/// <summary>Programs about tables: queries, files, ready checks.</summary>
static partial class Colleagues
{
    const string Overdue = """
        using Aqueduct;

        public record Debt(long AccountId, decimal Owed);
        public record Account(long AccountId, string Name, string? Plan, decimal? Mrr);
        public record Letter(long AccountId, string Name, decimal Owed, string Text);

        public static partial class Dunning
        {
            [SqlFile("crm", "sql/overdue.sql")]
            public static partial Table<Debt> Debts(DateOnly today);

            [Sql("crm", "SELECT account_id, name, plan, mrr FROM accounts WHERE plan = @plan OR plan IS NULL")]
            public static partial Table<Account> Accounts(string plan);

            [Operator]
            public static Table<Letter> Letters(Table<Debt> debts, Table<Account> accounts, decimal least)
            {
                var names = accounts.ToDictionary(a => a.AccountId, a => a.Name);
                var letters = new List<Letter>();
                foreach (var debt in debts)
                {
                    if (debt.Owed < least || !names.TryGetValue(debt.AccountId, out var name))
                        continue;
                    letters.Add(new Letter(debt.AccountId, name, debt.Owed, $"Dear {name}, you owe {debt.Owed:F2}."));
                }

                letters.Sort((a, b) => b.Owed.CompareTo(a.Owed));
                return letters.ToTable();
            }

            [Save("local", "letters", SaveMode.Replace)]
            public static partial void Keep(Table<Letter> letters);

            [Workflow("Dunning letters", Schedule = "0 6 * * 1", TimeZone = "Europe/Vienna", KeepRuns = 12)]
            public static void Run(DateOnly today = default, string plan = "pro", decimal least = 10)
            {
                var debts = Debts(today);
                Expect.Unique(debts, d => d.AccountId, Severity.Error);
                Expect.Positive(debts, d => d.Owed);
                var letters = Letters(debts, Accounts(plan), least);
                Keep(letters);
            }
        }
        """;

    const string Daily = """
        using Aqueduct;

        public record Reading(int SensorId, DateTime TakenAt, double? Value);
        public record Mean(int SensorId, DateOnly Day, [property: Column("mean")] double Average);

        static partial class Plant
        {
            [Sql("local", "SELECT r.sensor_id, r.taken_at, r.value FROM readings r JOIN sensors s ON s.sensor_id = r.sensor_id WHERE s.site = @site")]
            internal static partial Task<Table<Reading>> ReadAsync(string site, CancellationToken cancel);

            [Operator(Timeout = "5m")]
            internal static Table<Mean> Means(Table<Reading> readings, CancellationToken cancel = default)
            {
                var sums = new Dictionary<(int, DateOnly), (double Sum, int Count)>();
                foreach (var r in readings)
                {
                    cancel.ThrowIfCancellationRequested();
                    if (r.Value is not { } value)
                        continue;
                    var key = (r.SensorId, DateOnly.FromDateTime(r.TakenAt));
                    var (sum, count) = sums.GetValueOrDefault(key);
                    sums[key] = (sum + value, count + 1);
                }

                return sums.OrderBy(p => p.Key).Select(p => new Mean(p.Key.Item1, p.Key.Item2, p.Value.Sum / p.Value.Count)).ToTable();
            }

            [Save("local", "daily", SaveMode.Upsert, Key = "sensor_id,day")]
            internal static partial Task SaveAsync(Table<Mean> means, CancellationToken cancel);

            [Workflow("Daily means", Schedule = "10 0 * * *", Timeout = "30m", CatchUp = CatchUp.All)]
            internal static async Task RunAsync(string site = "north", CancellationToken cancel = default)
            {
                var readings = await ReadAsync(site, cancel);
                var means = Means(readings);
                await SaveAsync(means, cancel);
            }
        }
        """;

    const string Csv = """
        using Aqueduct;

        public readonly record struct Trip(int Id, string From, string To, double Km, TimeSpan Took);
        public sealed class Speed { public int Id { get; init; } public double Kmh { get; init; } }

        public partial class Trips
        {
            [Read("drop", "trips/{city}/{day}.csv")]
            public static partial Table<Trip> Load(string city, DateOnly day);

            [Operator]
            public static Table<Speed> Speeds(Table<Trip> trips) => trips.Where(t => t.Took > TimeSpan.Zero).Select(t => new Speed { Id = t.Id, Kmh = t.Km / t.Took.TotalHours });

            [Check]
            public static bool Plausible(Table<Speed> speeds) { foreach (var s in speeds) if (s.Kmh > 300) return false; return true; }

            [Metric, Bound(Above = 0, Severity = Severity.Error), Bound(Below = 130)]
            public static double Median(Table<Speed> speeds) => speeds.Select(s => s.Kmh).ToArray() is { Length: > 0 } all ? all.Order().ElementAt(all.Length / 2) : double.NaN;

            [Write("drop", "speeds/{city}.json")]
            public static partial void Store(Table<Speed> speeds, string city);

            [Workflow("Trip speeds")]
            public static void Run(string city, DateOnly day)
            {
                var speeds = Speeds(Load(city, day));
                if (Plausible(speeds))
                    Store(speeds, city);
                Median(speeds);
            }
        }
        """;

    const string Presets = """
        using Aqueduct;

        public record Invoice(int InvoiceId, long AccountId, decimal Total, bool Paid, DateOnly Due);

        public static partial class Ledger
        {
            [Sql("crm", "WITH open AS (SELECT * FROM invoices WHERE NOT paid) SELECT invoice_id, account_id, total, paid, due FROM open ORDER BY due")]
            private static partial Table<Invoice> Open();

            [Write("drop", "open.parquet")]
            static partial void Store(Table<Invoice> invoices);

            [Workflow("Open invoices", Schedule = "0 5 * * *", Description = "What is not paid yet")]
            static void Run(int most = 100_000, double share = 0.25)
            {
                var open = Open();
                Expect.NotEmpty(open, Severity.Error);
                Expect.RowCount(open, 1, 1_000_000);
                Expect.Increasing(open, i => i.Due);
                Expect.Fresh(open, i => i.Due, "31d");
                var rows = Measure.Rows(open);
                var distinct = Measure.Distinct(open, i => i.AccountId);
                Measure.Quantile(open, i => i.Total, 0.95);
                Measure.Duration(open);
                if (rows <= most && distinct > 1)
                    Store(open);
            }
        }
        """;

    const string TwoSources = """
        using Aqueduct;

        namespace Billing.Flows;

        public record Paid(long AccountId, decimal Total);
        public record Plan(long AccountId, string? Name);
        public record Revenue(string Plan, decimal Total, int Accounts);

        internal static partial class Queries
        {
            [Sql("crm", "select account_id, sum(total) as total from invoices where paid and due between @first and @last group by account_id having sum(total) > 0")]
            internal static partial Table<Paid> Paid(DateOnly first, DateOnly last);
            [Sql("crm", "select account_id, plan as name from accounts")]
            internal static partial Table<Plan> Plans();
        }

        internal static partial class RevenueByPlan
        {
            [Operator(Retries = 1)]
            internal static Table<Revenue> Join(Table<Paid> paid, Table<Plan> plans) =>
                (from p in paid
                 join plan in plans on p.AccountId equals plan.AccountId
                 group p by plan.Name ?? "none" into g
                 orderby g.Key
                 select new Revenue(g.Key, g.Sum(p => p.Total), g.Count())).ToTable();

            [Operator] internal static decimal Total(Table<Revenue> revenue) => revenue.Sum(r => r.Total);
            [Operator] internal static string Report(Table<Revenue> revenue, decimal total) => string.Join('\n', revenue.Select(r => $"{r.Plan}: {r.Total / total:P1}"));
            [Write("drop", "report-{name}.json")] internal static partial void Store(Table<Revenue> revenue, string name);
            [Metric] internal static decimal Biggest(Table<Revenue> revenue) => revenue.Max(r => r.Total);

            [Workflow("Revenue by plan")]
            internal static string Run(DateOnly first, DateOnly last)
            {
                var revenue = Join(Queries.Paid(first, last), Queries.Plans());
                Biggest(revenue);
                Store(revenue, "plans");
                return Report(revenue, Total(revenue));
            }
        }
        """;

    const string Partials = """
        using Aqueduct;

        public record Sensor(int SensorId, string Site, string? Unit);

        public static partial class Units
        {
            [Sql("local", "SELECT sensor_id, site, unit FROM sensors")]
            public static partial Table<Sensor> All();

            [Workflow("Units")]
            public static void Run(string site = "north")
            {
                var units = All();
                var here = At(units, site);
                Known(here);
                Put(here, site);
            }
        }
        //// units.rest.cs
        using Aqueduct;

        public static partial class Units
        {
            [Operator] public static Table<Sensor> At(Table<Sensor> units, string site) => units.Where(u => u.Site == site);
            [Check(Severity.Error)] public static bool Known(Table<Sensor> units) => units.All(u => u.Unit is "C" or "F" or "K" or null);
            [Write("drop", "units/{site}.csv", Format = FileFormat.Csv)] public static partial void Put(Table<Sensor> units, string site);
        }
        """;
}
