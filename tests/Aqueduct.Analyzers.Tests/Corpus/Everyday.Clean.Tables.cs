namespace Aqueduct.Analyzers.Tests.Corpus;

/// <summary>Programs about tables and databases.</summary>
static partial class Everyday
{
    const string Funnel = """
        using Aqueduct;

        namespace Analytics.Web;

        public enum Step { Visit, Cart, Paid }
        public sealed record Event(Guid EventId, long UserId, string Kind, DateTimeOffset At, decimal? Revenue);
        public sealed record StepCount(Step Step, int Users, double Rate);

        /// <summary>How far visitors come, day by day.</summary>
        public static partial class Funnel
        {
            [Sql("shop", "SELECT event_id, user_id, kind, at, revenue FROM events WHERE at >= @from AND at < @until")]
            public static partial Task<Table<Event>> Events(DateTimeOffset from, DateTimeOffset until);

            [Operator(Description = "Distinct users of each step.")]
            public static Table<StepCount> Count(Table<Event> events)
            {
                var all = Math.Max(1, events.DistinctBy(e => e.UserId).Count);
                var counts = new List<StepCount>();
                foreach (var step in Enum.GetValues<Step>())
                {
                    var users = events.Where(e => e.Kind == step.ToString()).DistinctBy(e => e.UserId).Count;
                    counts.Add(new StepCount(step, users, (double)users / all));
                }

                return counts.ToTable();
            }

            [Check(Severity.Error)]
            public static bool Shrinks(Table<StepCount> funnel)
            {
                for (var i = 1; i < funnel.Count; i++)
                {
                    if (funnel[i].Users > funnel[i - 1].Users)
                        return false;
                }

                return true;
            }

            [Metric]
            [Bound(AtLeast = 0.01)]
            public static double Conversion(Table<StepCount> funnel) => funnel.Where(s => s.Step == Step.Paid).Select(s => s.Rate).FirstOrDefault();

            [Save("mart", "funnel", SaveMode.Append)]
            public static partial void Keep(Table<StepCount> funnel);

            [Workflow("Funnel", Schedule = "15 5 * * *", TimeZone = "Europe/Vienna", CatchUp = CatchUp.Last)]
            public static async Task Run(DateTimeOffset from = default, DateTimeOffset until = default)
            {
                var events = await Events(from, until);
                var funnel = Count(events);
                Shrinks(funnel);
                Conversion(funnel);
                Keep(funnel);
            }
        }
        """;

    const string AbTest = """
        using Aqueduct;

        public record Exposure(long UserId, string Arm, decimal Revenue);
        public record ArmResult(string Arm, int Users, double Mean, double Variance);
        public record Verdict(double Lift, double Z, bool Significant);

        public static partial class AbTest
        {
            [Sql("shop", "WITH spent AS (SELECT user_id, COALESCE(SUM(revenue), 0) AS revenue FROM events GROUP BY user_id) SELECT x.user_id, x.arm, COALESCE(s.revenue, 0) AS revenue FROM experiments x LEFT JOIN spent s ON s.user_id = x.user_id WHERE x.experiment = @experiment")]
            public static partial Table<Exposure> Exposures(string experiment);

            [Operator(Cache = true)]
            public static Table<ArmResult> Summarise(Table<Exposure> exposures) => exposures
                .GroupBy(e => e.Arm)
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => new ArmResult(g.Key, g.Count(), Mean(g), Variance(g)))
                .ToTable();

            [Operator]
            public static Verdict Decide(Table<ArmResult> arms, double z = 1.96)
            {
                var (control, treated) = (arms[0], arms[1]);
                var error = Math.Sqrt(control.Variance / control.Users + treated.Variance / treated.Users);
                var score = (treated.Mean - control.Mean) / error;
                return new Verdict(treated.Mean / control.Mean - 1, score, Math.Abs(score) > z);
            }

            [Check(Severity.Error)] public static bool TwoArms(Table<ArmResult> arms) => arms.Count == 2;
            [Metric] public static double Lift(Verdict verdict) => verdict.Lift;

            [Write("lake", "experiments/{experiment}.json")]
            public static partial void Publish(Table<ArmResult> arms, string experiment);

            [Workflow("A/B test")]
            public static Verdict? Evaluate(string experiment = "checkout", double z = 1.96)
            {
                var arms = Summarise(Exposures(experiment));
                TwoArms(arms);
                var verdict = Decide(arms, z: z);
                Lift(verdict);
                Publish(arms, experiment);
                return verdict;
            }

            static double Mean(IEnumerable<Exposure> rows) => rows.Average(r => (double)r.Revenue);

            static double Variance(IEnumerable<Exposure> rows)
            {
                var values = rows.Select(r => (double)r.Revenue).ToArray();
                var mean = values.Average();
                return values.Sum(v => (v - mean) * (v - mean)) / Math.Max(1, values.Length - 1);
            }
        }
        """;

    const string Survey = """
        using Aqueduct;

        public record Answer
        {
            public required int Respondent { get; init; }
            public required string Question { get; init; }
            public int? Score { get; init; }
            [Column("comment")] public string? Text { get; init; }
        }

        public record Item(string Question, double Mean, int Missing);

        public static partial class Survey
        {
            const int Lowest = 1, Highest = 5;

            [Sql("mart", "SELECT respondent, question, score, comment FROM answers")]
            public static partial Table<Answer> Answers();

            [Operator]
            public static (Table<Answer> Valid, Table<Answer> Rejected) Clean(Table<Answer> answers) =>
                (answers.Where(IsValid), answers.Where(a => !IsValid(a)));

            [Operator]
            public static Table<Item> Items(Table<Answer> valid) => valid.GroupBy(a => a.Question)
                .Select(g => new Item(g.Key, g.Average(a => a.Score) ?? double.NaN, g.Count(a => a.Score is null))).ToTable();

            [Metric, Bound(AtMost = 0.2, Severity = Severity.Error)]
            public static double RejectedShare(Table<Answer> valid, Table<Answer> rejected) => (double)rejected.Count / Math.Max(1, valid.Count + rejected.Count);

            [Save("mart", "items", SaveMode.Replace)] public static partial void SaveItems(Table<Item> items);
            [Save("mart", "rejected_answers", SaveMode.Append)] public static partial void SaveRejected(Table<Answer> rejected);

            [Workflow("Survey cleaning", KeepRuns = 5, Description = "Answers outside the scale are set aside.")]
            public static void Run()
            {
                var (valid, rejected) = Clean(Answers());
                RejectedShare(valid, rejected);
                Expect.InSet(valid, a => a.Question, "q1", "q2", "q3");
                Expect.Between(valid, a => a.Score, Lowest, Highest, Severity.Error);
                SaveItems(Items(valid));
                SaveRejected(rejected);
            }

            static bool IsValid(Answer answer) => answer.Score is null or (>= Lowest and <= Highest);
        }
        """;

    const string Prices = """
        using Aqueduct;

        public readonly record struct Price(string Symbol, DateOnly Day, double Close, long? Volume);
        public readonly record struct Return(string Symbol, DateOnly Day, double Value);
        public record Risk(string Symbol, double Volatility, double Drawdown);

        public static class Quant
        {
            [Operator]
            public static Table<Return> Returns(Table<Price> prices)
            {
                var result = new List<Return>(prices.Count);
                foreach (var symbol in prices.GroupBy(p => p.Symbol))
                {
                    Price? before = null;
                    foreach (var price in symbol.OrderBy(p => p.Day))
                    {
                        if (before is { } b)
                            result.Add(new Return(price.Symbol, price.Day, Math.Log(price.Close / b.Close)));
                        before = price;
                    }
                }

                return result.ToTable();
            }

            [Operator(Cpu = 0.5, Memory = "512Mi")]
            public static Table<Risk> Measure(Table<Return> returns, params int[] windows) =>
                returns.GroupBy(r => r.Symbol).Select(g => new Risk(g.Key, Deviation(g.Select(r => r.Value).ToArray(), windows), 0)).ToTable();

            static double Deviation(double[] values, int[] windows)
            {
                var copy = values.ToArray();
                Array.Sort(copy);
                var mean = copy.Average();
                return Math.Sqrt(copy.Sum(v => (v - mean) * (v - mean)) / Math.Max(1, copy.Length - windows.Length));
            }
        }

        public static partial class Risks
        {
            [Sql("mart", "SELECT symbol, day, close, volume FROM (SELECT p.*, ROW_NUMBER() OVER (PARTITION BY symbol ORDER BY day DESC) AS rank FROM prices p) AS ranked WHERE rank <= @days")]
            private static partial Table<Price> LastDays(int days);

            [Save("mart", "risk_{model}", SaveMode.Replace)]
            private static partial void Save(Table<Risk> risk, string model);

            [Workflow("Risk", Schedule = "0 18 * * 1-5", TimeZone = "America/New_York", Timeout = "45m")]
            public static void Nightly(int days = 250, string model = "log")
            {
                var prices = LastDays(days);
                var returns = Quant.Returns(prices);
                var risk = Quant.Measure(returns, 5, 20, 60);
                global::Aqueduct.Expect.NotEmpty(risk, Severity.Error);
                global::Aqueduct.Measure.Quantile(returns, r => r.Value, 0.05);
                Save(risk, model);
            }
        }
        """;

    const string Sessions = """
        using Aqueduct;

        public sealed record Session(long UserId, long Events, DateTimeOffset FirstAt, DateTimeOffset LastAt);
        public sealed record Length(long UserId, double Minutes);

        public static partial class Sessions
        {
            [SqlFile("shop", "sql/sessions.sql")]
            public static partial ValueTask<Table<Session>> Of(DateTimeOffset day, DateTimeOffset next);

            [Operator]
            public static async Task<Table<Length>> Lengths(Table<Session> sessions, RunContext? run = null, CancellationToken cancel = default)
            {
                await Task.Yield();
                cancel.ThrowIfCancellationRequested();
                var now = run?.LogicalTime ?? RunContext.Current.LogicalTime;
                return sessions.Where(s => s.LastAt <= now).Select(s => new Length(s.UserId, (s.LastAt - s.FirstAt).TotalMinutes));
            }

            [Check] public static Task<bool> NotNegative(Table<Length> lengths) => Task.FromResult(lengths.All(l => l.Minutes >= 0));

            [Write("lake", "sessions.parquet")]
            public static partial Task Store(Table<Length> lengths);

            [Workflow("Session lengths", Schedule = "@hourly", Timeout = "20m", Overlap = Overlap.Parallel)]
            public static async Task Run(DateTimeOffset day = default, DateTimeOffset next = default, CancellationToken cancel = default)
            {
                var sessions = await Of(day, next);
                var lengths = await Lengths(sessions, cancel: cancel);
                await NotNegative(lengths);
                await Store(lengths);
            }
        }
        """;

    const string Reviews = """
        using Aqueduct;

        public record Review(string HotelName, string ReviewDate, string ReviewerNationality, [property: Column("review")] string Text);
        public record Word(string Text, int Count);
        public record Sentiment(string HotelName, double Score);

        public static partial class Reviews
        {
            static readonly HashSet<string> Stop = new(StringComparer.OrdinalIgnoreCase) { "the", "a", "and" };
            static readonly IReadOnlyDictionary<string, double> Lexicon = new Dictionary<string, double> { ["good"] = 1, ["bad"] = -1 };

            [Sql("demo", "SELECT hotel_name, review_date, reviewer_nationality, review FROM hotel_reviews WHERE LENGTH(review) > @shortest ORDER BY review_date DESC LIMIT 5000")]
            public static partial Table<Review> Load(int shortest);

            [Operator]
            public static Table<Word> Words(Table<Review> reviews)
            {
                Dictionary<string, int> counts = [];
                foreach (var review in reviews)
                    foreach (var word in review.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                        if (!Stop.Contains(word))
                            counts[word] = counts.GetValueOrDefault(word) + 1;
                return counts.OrderByDescending(p => p.Value).ThenBy(p => p.Key, StringComparer.Ordinal).Take(100).Select(p => new Word(p.Key, p.Value)).ToTable();
            }

            [Operator(Cache = true, Retries = 3, Timeout = "90s")]
            public static Table<Sentiment> Score(Table<Review> reviews, CancellationToken cancel) => reviews.Select(r =>
            {
                cancel.ThrowIfCancellationRequested();
                return new Sentiment(r.HotelName, r.Text.Split(' ').Sum(w => Lexicon.TryGetValue(w, out var s) ? s : 0));
            });

            [Operator]
            public static string Render(Table<Word> words) => string.Join('\n', words.Select(w => $"{w.Text}: {w.Count}"));

            [Write("lake", "words.txt")]
            public static partial void WriteText(string text);

            [Save("demo", "sentiment", SaveMode.Upsert, Key = "hotel_name")]
            public static partial void SaveScores(Table<Sentiment> scores);

            [Workflow("Reviews", Schedule = "@weekly")]
            public static void Run(CancellationToken cancel, int shortest = 20)
            {
                var reviews = Load(shortest);
                var words = Words(reviews);
                WriteText(Render(words));
                var scores = Score(reviews, cancel);
                Expect.Unique(scores, s => s.HotelName);
                var spread = Measure.StdDev(scores, s => s.Score);
                if (spread > 0)
                    SaveScores(scores);
            }
        }
        """;

    const string Cohorts = """
        using Aqueduct;

        public record Cohort(string Country, long Users, long Active);
        public record Rate(string Country, double Share);

        public static partial class Cohorts
        {
            [Sql("shop", @"
                SELECT COALESCE(country, '??') AS country,
                       COUNT(*) AS users,
                       COALESCE(SUM(CASE WHEN is_active THEN 1 ELSE 0 END), 0) AS active
                FROM users
                WHERE signed_up >= @since
                GROUP BY COALESCE(country, '??')")]
            public static partial Table<Cohort> Load(DateTime since);

            [Operator]
            public static Table<Rate> Rates(Table<Cohort> cohorts) => cohorts.Select(c => new Rate(c.Country, (double)c.Active / c.Users));

            [Operator]
            public static Table<Rate> Top<TKey>(Table<Rate> rates, TKey least) where TKey : struct, IConvertible =>
                rates.Where(r => r.Share >= least.ToDouble(null)).OrderByDescending(r => r.Share);

            [Check(Severity.Error)]
            public static Table<bool> InRange(Table<Rate> rates) => rates.Select(r => r.Share is >= 0 and <= 1);

            [Save("mart", "rates", SaveMode.Fail)]
            public static partial void Save(Table<Rate> rates);

            [Workflow("Cohorts", After = "Users refreshed")]
            public static void Run(DateTime since = default, double least = 0.5)
            {
                var rates = Rates(Load(since));
                InRange(rates);
                Save(Top(rates, least));
            }

            [Workflow("Users refreshed", Schedule = "@daily")]
            public static Table<Cohort> Refreshed(DateTime since = default) => Load(since);
        }
        """;
}
