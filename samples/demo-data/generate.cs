// Writes the tables of the demo resource to runtime/Aqueduct/Demo. Run it from the repository's root:
//   dotnet run samples/demo-data/generate.cs [weather.csv of the npm package vega-datasets 3.2.1]
// The same source gives the same bytes on every machine: numbers are drawn by SplitMix64 from fixed seeds, not by System.Random.
using System.Globalization;
using System.Text;

/// <summary>The demo tables as tab-separated text: a header of "name TYPE", then one line a row; no value holds a tab or a line break.</summary>
public static class DemoData
{
#if !TESTS
    public static void Main(string[] arguments)
    {
        var folder = Path.Combine("runtime", "Aqueduct", "Demo");
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"There is no folder {folder} here: run this from the repository's root.");
        Write("customers", Customers());
        Write("customers_history", CustomersHistory());
        Write("hotel_reviews", HotelReviews());
        if (arguments is [var csv])
            Write("weather", Weather(File.ReadAllText(csv)));

        void Write(string table, string text) => File.WriteAllText(Path.Combine(folder, table + ".tsv"), text);
    }
#endif

    const string CustomerColumns = "cust_id INTEGER\tn_workflows INTEGER\tn_rows INTEGER\tn_users INTEGER\tcompany_size INTEGER\tn_integrations INTEGER\tn_support_tickets INTEGER\tduration_months INTEGER\tusing_deep_learning INTEGER\tn_data_eng INTEGER\tusing_dbt INTEGER";

    /// <summary>1,000 customers of today.</summary>
    public static string Customers() => Lines(CustomerColumns, Draw(seed: 20260101, count: 1000, firstId: 1).Select(c => c.Line));

    /// <summary>5,000 customers of past years, and whether they left within three months.</summary>
    public static string CustomersHistory() => Lines(CustomerColumns + "\tchurned INTEGER", Draw(seed: 20250101, count: 5000, firstId: 100001).Select(c => $"{c.Line}\t{(c.Churned ? 1 : 0)}"));

    // Size sets users, users set workflows, workflows set rows and tickets. Leaving follows a logistic model of the logarithms:
    // many workflows, integrations and months hold a customer, tickets drive one away.
    static IEnumerable<(string Line, bool Churned)> Draw(ulong seed, int count, int firstId)
    {
        var random = new SplitMix64(seed);
        for (var id = firstId; id < firstId + count; id++)
        {
            var size = random.LogNormal(4.0, 1.3, 2, 20000);
            var users = random.LogNormal(0.2 + 0.45 * Math.Log(size), 0.7, 1, size);
            var workflows = random.LogNormal(0.3 + 0.6 * Math.Log(1 + users), 0.9, 0, 500);
            var rows = random.LogNormal(7.5 + 0.8 * Math.Log(1 + workflows), 1.4, 0, 500_000_000);
            var integrations = random.LogNormal(0.1 + 0.35 * Math.Log(1 + workflows), 0.7, 0, 40);
            var tickets = random.LogNormal(0.2 + 0.25 * Math.Log(1 + users), 0.9, 0, 90);
            var months = random.LogNormal(2.4, 0.8, 1, 96);
            var engineers = random.LogNormal(-0.6 + 0.5 * Math.Log(1 + users), 0.6, 0, users);
            var deepLearning = random.Uniform() < 0.15 + 0.02 * Math.Min(engineers, 10);
            var dbt = random.Uniform() < 0.25 + 0.03 * Math.Min(engineers, 10);
            var logit = 2.4 - 0.8 * Math.Log(1 + workflows) - 0.1 * Math.Log(1 + rows) - 0.3 * Math.Log(1 + users)
                - 1.0 * Math.Log(1 + integrations) + 1.5 * Math.Log(1 + tickets) - 0.8 * Math.Log(1 + months);
            var churned = random.Uniform() < 1 / (1 + Math.Exp(-logit));
            yield return (string.Create(CultureInfo.InvariantCulture,
                $"{id}\t{workflows}\t{rows}\t{users}\t{size}\t{integrations}\t{tickets}\t{months}\t{(deepLearning ? 1 : 0)}\t{engineers}\t{(dbt ? 1 : 0)}"), churned);
        }
    }

    static readonly string[] Hotels = ["Hotel Lindenhof", "The Harbour Lantern", "Casa del Molino", "Pension Edelweiss", "Grand Meridian", "Quay Nine", "Villa Ginestra", "The Copper Kettle Inn", "Nordlys Hotell", "Hotel Saint-Alban"];
    static readonly string[] Nationalities = ["Australian", "Brazilian", "British", "Canadian", "Dutch", "French", "German", "Indian", "Irish", "Italian", "Japanese", "Mexican", "Norwegian", "Polish", "Spanish", "Swiss"];
    static readonly string[] Openings = ["We stayed for three nights.", "A short business trip.", "Our second visit.", "I came for a long weekend.", "We booked at the last minute.", "Here for a wedding in town.", "A stop on the way south.", "Travelling with two small children."];
    static readonly string[] Good = ["The room was spotless and quiet.", "Breakfast was generous, with fresh bread every morning.", "The staff remembered our names.", "The view from the balcony was worth every step of the stairs.", "Check-in took two minutes.", "The bed was the best I have slept in for years.", "Everything we wanted to see was within a short walk.", "They kept our bags all afternoon without a fuss."];
    static readonly string[] Bad = ["The lift was out of order the whole time.", "The walls are thin and the corridor is loud until midnight.", "The shower never got properly warm.", "Wi-Fi dropped every few minutes.", "Nobody answered the phone at reception.", "Breakfast ran out before nine.", "The room smelled of smoke.", "We were charged for a minibar we never opened."];
    static readonly string[] GoodEndings = ["We will be back.", "Recommended without hesitation.", "Good value for what we paid.", "A lovely place."];
    static readonly string[] BadEndings = ["Not again at this price.", "I expected more.", "We left a day early.", "Disappointing."];
    static readonly string[] MixedEndings = ["Fine for one night.", "Some things to fix, but a fair stay.", "It could be excellent with a little care."];

    /// <summary>200 invented reviews of invented hotels: praise, complaints, and some of both.</summary>
    public static string HotelReviews()
    {
        var random = new SplitMix64(20240501);
        return Lines("hotel_name TEXT\treview_date TEXT\treviewer_nationality TEXT\treview TEXT", Enumerable.Range(0, 200).Select(_ =>
        {
            var (hotel, date, nationality) = (random.Pick(Hotels), new DateOnly(2024, 1, 1).AddDays(random.Below(731)), random.Pick(Nationalities));
            var review = random.Below(10) switch
            {
                < 5 => $"{random.Pick(Openings)} {string.Join(" ", random.PickTwo(Good))} {random.Pick(GoodEndings)}",
                < 8 => $"{random.Pick(Openings)} {string.Join(" ", random.PickTwo(Bad))} {random.Pick(BadEndings)}",
                _ => $"{random.Pick(Openings)} {random.Pick(Good)} {random.Pick(Bad)} {random.Pick(MixedEndings)}",
            };
            return $"{hotel}\t{date:yyyy-MM-dd}\t{nationality}\t{review}";
        }));
    }

    /// <summary>The weather observations, typed; every line is checked to have its seven values.</summary>
    public static string Weather(string csv) => Lines(
        "location TEXT\tdate TEXT\tprecipitation REAL\ttemp_max REAL\ttemp_min REAL\twind REAL\tweather TEXT",
        csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.TrimEnd('\r').Split(',')).Select(values =>
            values is [_, var date, var rain, var high, var low, var wind, _] && DateOnly.TryParseExact(date, "yyyy-MM-dd", out _) && new[] { rain, high, low, wind }.All(n => double.TryParse(n, CultureInfo.InvariantCulture, out var _))
                ? string.Join('\t', values)
                : throw new FormatException($"Not a day's weather: {string.Join(',', values)}")));

    static string Lines(string header, IEnumerable<string> lines) => new StringBuilder(header).Append('\n').AppendJoin('\n', lines).Append('\n').ToString();

    /// <summary>Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014).</summary>
    sealed class SplitMix64(ulong state)
    {
        ulong Next()
        {
            var z = state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }

        public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

        public int Below(int limit) => (int)(Uniform() * limit);

        public T Pick<T>(T[] values) => values[Below(values.Length)];

        public T[] PickTwo<T>(T[] values)
        {
            var first = Below(values.Length);
            return [values[first], values[(first + 1 + Below(values.Length - 1)) % values.Length]];
        }

        /// <summary>A whole number whose logarithm is normal (Box and Muller), within limits.</summary>
        public int LogNormal(double mean, double deviation, int least, int most)
        {
            var normal = Math.Sqrt(-2 * Math.Log(1 - Uniform())) * Math.Cos(2 * Math.PI * Uniform());
            return (int)Math.Clamp(Math.Exp(mean + deviation * normal), least, most);
        }
    }
}
