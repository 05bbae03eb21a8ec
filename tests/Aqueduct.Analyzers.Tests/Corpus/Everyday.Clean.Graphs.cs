namespace Aqueduct.Analyzers.Tests.Corpus;

/// <summary>Programs with branches, loops, parts and instances.</summary>
static partial class Everyday
{
    const string Forecasts = """
        using Aqueduct;
        using Microsoft.Extensions.Logging;

        public sealed record Price(string Symbol, DateOnly Day, double Close);
        public sealed record Model(string Symbol, double Level, double Trend);
        public sealed record Forecast(string Symbol, DateOnly Day, double Close);
        public sealed record Series(string Symbol, Table<Price> Prices);

        public sealed partial class Forecasting(ILogger<Forecasting> logger, TimeProvider clock)
        {
            [Sql("mart", "SELECT symbol, day, close FROM prices")]
            private static partial Table<Price> Prices();

            [Operator]
            static List<Series> Split(Table<Price> prices) => [.. prices.GroupBy(p => p.Symbol).Select(g => new Series(g.Key, g.OrderBy(p => p.Day).ToTable()))];

            [Operator(Timeout = "2m", Retries = 1)]
            Model Fit(Series series, double alpha, CancellationToken cancel = default)
            {
                logger.LogInformation("{Symbol} at {Time}", series.Symbol, clock.GetUtcNow());
                double level = series.Prices[0].Close, trend = 0;
                foreach (var price in series.Prices)
                {
                    cancel.ThrowIfCancellationRequested();
                    var next = alpha * price.Close + (1 - alpha) * (level + trend);
                    (level, trend) = (next, next - level);
                }

                return new Model(series.Symbol, level, trend);
            }

            [Operator]
            static Forecast Project(Model model, int days) => new(model.Symbol, DateOnly.FromDayNumber(days), model.Level + days * model.Trend);

            [Operator]
            static Table<Forecast> Collect(IReadOnlyList<Forecast> forecasts) => forecasts.ToTable();

            [Save("mart", "forecasts", SaveMode.Replace)]
            private static partial void Save(Table<Forecast> forecasts);

            [Workflow("Forecast", Schedule = "0 4 * * *")]
            public void Run(double alpha = 0.3, int days = 7)
            {
                var series = Split(Prices());
                var forecasts = Map.Each(series, one =>
                {
                    var model = Fit(one, alpha);
                    return Project(model, days);
                }, maxParallel: 4);
                Save(Collect(forecasts));
            }
        }
        """;

    const string Stations = """
        using Aqueduct;

        public record Station(string Name, double Lat, double Lon, DateOnly? Opened);
        public record Neighbour(string Name, string Other, double Kilometres);

        public static partial class Geo
        {
            [Sql("mart", "SELECT station AS name, lat, lon, opened FROM stations")]
            public static partial Table<Station> Stations();

            [Operator]
            public static Table<Neighbour> Near(Station station, Table<Station> all, double within) =>
                all.Where(o => o.Name != station.Name).Select(o => new Neighbour(station.Name, o.Name, Distance(station, o))).Where(n => n.Kilometres < within);

            [Operator]
            public static Table<Neighbour> Together(IReadOnlyList<Table<Neighbour>> parts) => parts.SelectMany(p => p).ToTable();

            [Write("lake", "geo/{name}.csv")]
            public static partial void WriteCsv(Table<Neighbour> neighbours, string name);

            [Operator]
            public static Table<Station> Recent(Table<Station> stations, int year) => stations.Where(s => s.Opened is { Year: var opened } && opened >= year);

            [Metric]
            public static int Rows(Table<Neighbour> neighbours) => neighbours.Count;

            [Workflow("Neighbours")]
            public static void Run(double within = 50, bool recent = false, int year = 2000)
            {
                var stations = Stations();
                Expect.Between(stations, s => s.Lat, -90, 90, Severity.Error);
                Expect.Between(stations, s => s.Lon, -180.0, 180.0, severity: Severity.Error);
                var neighbours = Together(Map.Each(stations, station => Near(station, stations, within)));
                if (Rows(neighbours) > 0 && !recent)
                {
                    WriteCsv(neighbours, "all");
                }
                else if (recent)
                {
                    var young = Recent(stations, year);
                    var few = Together(Map.Each(young, s => Near(s, young, within)));
                    WriteCsv(few, "recent");
                }
            }

            static double Distance(Station a, Station b)
            {
                double Radians(double degrees) => degrees * Math.PI / 180;
                var (dLat, dLon) = (Radians(b.Lat - a.Lat), Radians(b.Lon - a.Lon));
                var h = Math.Pow(Math.Sin(dLat / 2), 2) + Math.Cos(Radians(a.Lat)) * Math.Cos(Radians(b.Lat)) * Math.Pow(Math.Sin(dLon / 2), 2);
                return 12742 * Math.Asin(Math.Sqrt(h));
            }
        }
        """;

    const string Parts = """
        using Aqueduct;

        namespace Scoring
        {
            public record User(long UserId, string? Email, bool IsActive);
            public record Score(long UserId, float Value);

            public static partial class Sources
            {
                [Sql("shop", "SELECT user_id, email, is_active FROM users WHERE is_active AND (email IS NULL OR email LIKE '%@%')")]
                public static partial Table<User> Users();
            }

            public static class Operators
            {
                [Operator] public static Table<Score> Baseline(Table<User> users) => users.Select(u => new Score(u.UserId, u.Email is null ? 0f : 0.5f));
                [Operator] public static Table<Score> Boosted(Table<User> users, Table<Score> prior, float rate) => users.Zip(prior, (u, s) => s with { Value = s.Value + rate * (u.IsActive ? 1 : -1) });
                [Metric] public static float Mean(Table<Score> scores) => scores.Count == 0 ? 0 : scores.Average(s => s.Value);
            }

            public static partial class Flows
            {
                [Save("mart", "scores", SaveMode.Upsert, Key = "user_id")]
                static partial void Save(Table<Score> scores);

                /// <summary>A part: it is given the users and gives the scores.</summary>
                [Workflow("Score users")]
                public static Table<Score> Score(Table<User> users, float rate = 0.1f)
                {
                    var prior = Operators.Baseline(users);
                    var scores = Operators.Boosted(users, prior, rate);
                    return scores;
                }

                [Workflow("Champion and challenger", Schedule = "30 6 * * MON", Overlap = Overlap.CancelPrevious)]
                public static void Compare()
                {
                    var users = Sources.Users();
                    var champion = Score(users);
                    var challenger = Score(users, 0.2f);
                    var a = Operators.Mean(champion);
                    var b = Operators.Mean(challenger);
                    if (a >= b)
                        Save(champion);
                }
            }
        }
        """;

    const string Gate = """
        using Aqueduct;

        public record Row(int Id, double X, double Y);
        public record Fit(double Slope, double Intercept, double R2);

        public partial class Gate
        {
            private readonly IClock _clock;

            public Gate(IClock clock) => _clock = clock;

            public interface IClock { DateTimeOffset Now { get; } }
            sealed class Wall(TimeProvider time) : IClock { public DateTimeOffset Now => time.GetUtcNow(); }

            [Services]
            internal static void Register(Microsoft.Extensions.DependencyInjection.IServiceCollection services) =>
                Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton<IClock, Wall>(services);

            [Read("lake", "points.parquet")]
            public static partial Task<Table<Row>> PointsAsync();

            [Operator]
            public async Task<Fit> FitAsync(Table<Row> points)
            {
                await Task.Delay(10);
                var (mx, my) = (points.Average(p => p.X), points.Average(p => p.Y));
                var slope = points.Sum(p => (p.X - mx) * (p.Y - my)) / points.Sum(p => (p.X - mx) * (p.X - mx));
                return new Fit(slope, my - slope * mx, _clock.Now.Year > 2000 ? 0.9 : 0);
            }

            [Metric, Bound(AtLeast = 0, Severity = Severity.Error), Bound(AtMost = 1, Severity = Severity.Error)]
            public static double R2(Fit fit) => fit.R2;

            [Operator]
            public static Table<Row> Predict(Table<Row> points, Fit fit) => points.Select(p => p with { Y = fit.Slope * p.X + fit.Intercept });

            [Write("lake", "predicted.parquet")]
            public static partial void Store(Table<Row> predicted);

            [Workflow("Regression", Timeout = "1h")]
            public async Task RunAsync(double gate = 0.8)
            {
                var points = await PointsAsync();
                var fit = await FitAsync(points);
                if (R2(fit) >= gate)
                {
                    Store(Predict(points, fit));
                }
            }
        }
        """;

    const string Loop = """
        using Aqueduct;

        public record Order(string Region, double Amount);
        public record Region(string Name, Order[] Orders);
        public record Total(string Region, double Amount);

        file static class Money { public static double Round(double value) => Math.Round(value, 2, MidpointRounding.ToEven); }

        public static partial class Regions
        {
            [Read("lake", "orders/{month}.csv")]
            public static partial Table<Order> Orders(string month);

            [Operator]
            public static Region[] ByRegion(Table<Order> orders) => orders.GroupBy(o => o.Region).Select(g => new Region(g.Key, g.ToArray())).ToArray();

            [Operator]
            public static Table<Total> Sum(Region region) => Table.Of(new Total(region.Name, Money.Round(region.Orders.Sum(o => o.Amount))));

            [Operator]
            public static string NameOf(Region region) => region.Name.ToLowerInvariant();

            [Check]
            public static bool HasOrders(Region region) => region.Orders is { Length: > 0 };

            [Write("lake", "totals/{region}.csv")]
            public static partial void Store(Table<Total> totals, string region);

            [Workflow("Regional totals")]
            public static void Run(string month)
            {
                foreach (var region in ByRegion(Orders(month)))
                {
                    if (HasOrders(region))
                    {
                        var totals = Sum(region);
                        var name = NameOf(region);
                        Store(totals, name);
                    }
                }
            }
        }
        """;

    const string Grid = """
        using Aqueduct;

        public record Sample(double X, double Y);
        public record Trial(double Ridge, double Loss);
        public record Best(double Ridge, double Loss, IReadOnlyList<double> Tried);

        public static partial class Grid
        {
            [Read("lake", "samples.json")]
            public static partial Table<Sample> Samples();

            [Operator] public static double[] Values(int count = 5) => [.. Enumerable.Range(0, count).Select(i => Math.Pow(10, -i))];

            [Operator(Cache = true, Cpu = 1, Memory = "1Gi")]
            public static Trial Try(Table<Sample> samples, double ridge, RunContext? run = null)
            {
                var random = (run ?? RunContext.Current).Random;
                var held = samples.Where(_ => random.NextDouble() < 0.2);
                var slope = samples.Sum(s => s.X * s.Y) / (samples.Sum(s => s.X * s.X) + ridge);
                return new Trial(ridge, held.Count == 0 ? double.PositiveInfinity : held.Average(s => Math.Pow(s.Y - slope * s.X, 2)));
            }

            [Operator] public static Best Choose(IReadOnlyList<Trial> trials) =>
                trials.MinBy(t => t.Loss) is { } best ? new Best(best.Ridge, best.Loss, trials.Select(t => t.Ridge).ToList()) : throw new InvalidOperationException("No trial.");

            [Metric] public static double Loss(Best best) => best.Loss;

            [Workflow("Grid search")]
            public static Best Search()
            {
                var samples = Samples();
                var trials = Map.Each(Values(), ridge => Try(samples, ridge));
                var best = Choose(trials);
                Loss(best);
                return best;
            }
        }
        """;

    const string AsyncMap = """
        using Aqueduct;
        using System.Net.Http.Json;

        public record Page(string Url, string Body);
        public record Link(string From, string To);

        public sealed partial class Crawl(HttpClient http)
        {
            [Operator] public static IReadOnlyList<string> Seeds(string site) => [site, site + "/about"];

            [Operator(Retries = 3, Timeout = "30s")]
            public async Task<Page> Fetch(string url, CancellationToken cancel = default) => new(url, await http.GetStringAsync(url, cancel).ConfigureAwait(false));

            [Operator]
            public static Table<Link> Links(IReadOnlyList<Page> pages)
            {
                var links = new List<Link>();
                foreach (var page in pages)
                {
                    var at = 0;
                    while ((at = page.Body.IndexOf("href=\"", at, StringComparison.Ordinal)) >= 0)
                    {
                        at += 6;
                        var end = page.Body.IndexOf('"', at);
                        if (end < 0)
                            break;
                        links.Add(new Link(page.Url, page.Body[at..end]));
                    }
                }

                return links.ToTable();
            }

            [Save("mart", "links", SaveMode.Append)]
            public static partial Task SaveAsync(Table<Link> links);

            [Workflow("Crawl", Schedule = "*/30 * * * *", Timeout = "25m", Overlap = Overlap.Skip)]
            public async Task RunAsync(string site = "https://example.org")
            {
                var seeds = Seeds(site);
                var pages = await Map.EachAsync(seeds, url => Fetch(url), maxParallel: 2);
                var links = Links(pages);
                Expect.Matches(links, l => l.To, "^[^ ]+$");
                await SaveAsync(links);
            }
        }
        """;
}
