#:package Aqueduct@0.1.0

// The wettest days of a year in Seattle, told to a chat, and to a program that verifies who sent it. The weather is the demo database's, measured by a station.
// Run it with the address of a chat's incoming webhook and that of a program: CHAT_URL=… HOOK_URL=… HOOK_SECRET=$(openssl rand -base64 32) dotnet run samples/announced/announced.cs
using Aqueduct;

/// <summary>Precipitation of a day in mm.</summary>
public record Day(DateOnly Date, double Precipitation);

public static partial class Announced
{
    [Sql("demo", "SELECT date, precipitation FROM weather WHERE location = 'Seattle' AND date BETWEEN @from AND @to ORDER BY precipitation DESC, date")]
    public static partial Table<Day> Days(DateOnly from, DateOnly to);

    [Operator]
    public static (DateOnly From, DateOnly To) Span(int year) => (new(year, 1, 1), new(year, 12, 31));

    [Operator]
    public static Table<Day> Wettest(Table<Day> days) => days.Take(3).ToTable();

    [Metric(Description = "Precipitation of the year, mm.")]
    [Bound(Above = 0, Severity = Severity.Error)]
    public static double Precipitation(Table<Day> days) => days.Sum(d => d.Precipitation);

    [Message("chat", Text = "The rain of {year}")]
    public static partial void Tell(double precipitation, Table<Day> wettest, int year);

    [Message("hook", Text = "The rain of {year}")]
    public static partial void Send(double precipitation, Table<Day> wettest, int year);

    [Workflow("Announced rain")]
    public static void Run(int year = 2015)
    {
        var (from, to) = Span(year);
        var days = Days(from, to);
        var precipitation = Precipitation(days);
        var wettest = Wettest(days);
        Tell(precipitation, wettest, year);
        Send(precipitation, wettest, year);
    }
}
