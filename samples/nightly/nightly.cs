#:package Aqueduct@0.1.0
#:package Aqueduct.Charts@0.1.0
#:package Aqueduct.Connectors.Mail@0.1.0
#:package Aqueduct.Spreadsheets@0.1.0

// Every night: the months of a year in Seattle and New York as a workbook, a chart of them, and both mailed to the stakeholders. The weather is the demo database's, measured by stations.
// Run it with: dotnet run samples/nightly/nightly.cs
// Every night for as long as it runs: add #:package Aqueduct.Server@0.1.0 above, and dotnet run samples/nightly/nightly.cs -- serve
// Without a mail server the mail is a file in samples/nightly/out/mails, which a mail program opens. With one, named in aqueduct.json: AQUEDUCT_ENVIRONMENT=production MAIL_PASSWORD=… dotnet run samples/nightly/nightly.cs
using Aqueduct;

/// <summary>What a station measured: precipitation in mm, temperatures in °C.</summary>
public record Day(string Location, DateOnly Date, double Precipitation, double TempMax, double TempMin);

/// <summary>Means of the days' warmest and coldest hours in °C, the sum of the precipitation in mm.</summary>
public record Month(string Location, DateOnly First, int Days, double TempMax, double TempMin, double Precipitation);

public static partial class Nightly
{
    [Sql("demo", "SELECT location, date, precipitation, temp_max, temp_min FROM weather WHERE date BETWEEN @from AND @to ORDER BY location, date")]
    public static partial Table<Day> Days(DateOnly from, DateOnly to);

    [Operator]
    public static (DateOnly From, DateOnly To) Span(int year) => (new(year, 1, 1), new(year, 12, 31));

    [Operator]
    public static Table<Month> Months(Table<Day> days) => days.GroupBy(d => (d.Location, First: new DateOnly(d.Date.Year, d.Date.Month, 1)))
        .Select(m => new Month(m.Key.Location, m.Key.First, m.Count(), m.Average(d => d.TempMax), m.Average(d => d.TempMin), m.Sum(d => d.Precipitation)))
        .OrderBy(m => m.Location).ThenBy(m => m.First).ToTable();

    [Operator]
    public static Chart Draw(Table<Month> months) => Charts.Line(months, m => m.First, m => m.TempMax, series: m => m.Location, title: "Mean of the warmest hour", yLabel: "°C");

    [Metric(Description = "Precipitation of the wettest month, mm.")]
    public static double WettestMonth(Table<Month> months) => months.Max(m => m.Precipitation);

    [Write("reports", "out/months-{year}.xlsx")]
    public static partial void Publish(Table<Month> months, int year);

    [Email("mail", Subject = "The weather of {year}", To = "stakeholders", Attach = "months.xlsx", Rows = 24)]
    public static partial void Report(double wettestMonth, Chart chart, Table<Month> months, int year);

    [Workflow("Nightly weather", Schedule = "0 6 * * *", TimeZone = "America/Los_Angeles", KeepRuns = 30)]
    public static void Run(int year = 2015)
    {
        var (from, to) = Span(year);
        var days = Days(from, to);
        Expect.NotNull(days, d => d.TempMax, Severity.Error);
        var months = Months(days);
        Expect.Between(months, m => m.Days, 28, 31, Severity.Error);
        var wettest = WettestMonth(months);
        var chart = Draw(months);
        Publish(months, year);
        Report(wettest, chart, months, year);
    }
}
