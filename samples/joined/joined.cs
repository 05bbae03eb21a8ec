#:package Aqueduct@0.1.0
#:package Aqueduct.Connectors.DuckDb@0.1.0
// Compares the weather of Seattle and New York month by month: a query joins two tables that the run has made. DuckDB answers it inside
// the process. Run it: dotnet run samples/joined/joined.cs
using Aqueduct;

/// <summary>What a station measured: precipitation in mm, maximum temperature in °C.</summary>
public sealed record Day(string Location, DateOnly Date, double Precipitation, double TempMax);

/// <summary>Days that both cities have, how much warmer New York was on average in °C, and the days with rain in both.</summary>
public sealed record Month(int Number, long Days, double Warmer, long WetInBoth);

public static partial class Joined
{
    [Sql("demo", "SELECT location, date, precipitation, temp_max FROM weather ORDER BY location, date")]
    public static partial Table<Day> Days();

    [Operator]
    public static (Table<Day> Seattle, Table<Day> NewYork) ByCity(Table<Day> days) =>
        (days.Where(d => d.Location == "Seattle"), days.Where(d => d.Location == "New York"));

    [Sql("duck", """
        SELECT month(s.date) AS number, COUNT(*) AS days, AVG(n.temp_max - s.temp_max) AS warmer,
               COUNT(*) FILTER (WHERE s.precipitation > 0 AND n.precipitation > 0) AS wet_in_both
        FROM seattle s JOIN newYork n USING (date)
        WHERE s.date >= CAST(@since AS DATE)
        GROUP BY ALL ORDER BY number
        """)]
    public static partial Table<Month> Compare(Table<Day> seattle, Table<Day> newYork, string since);

    [Metric(Description = "The greatest mean difference of a month, °C.")]
    [Bound(AtMost = 20)]
    public static double Warmest(Table<Month> months) => months.Max(m => m.Warmer);

    [Save("demo", "months_of_two_cities", SaveMode.Replace)]
    public static partial void SaveMonths(Table<Month> months);

    [Workflow("Two cities")]
    public static void Run(string since = "2012-01-01")
    {
        var (seattle, newYork) = ByCity(Days());
        var months = Compare(seattle, newYork, since);
        Expect.Between(months, m => m.Days, 100, 140, Severity.Error);
        Warmest(months);
        SaveMonths(months);
    }
}
