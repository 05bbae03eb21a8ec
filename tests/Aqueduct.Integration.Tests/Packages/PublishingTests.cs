using Aqueduct.Integration.Tests.Infrastructure;

namespace Aqueduct.Integration.Tests.Packages;

/// <summary>Charts, workbooks and mails of a file-based app, each added by one line.</summary>
[Collection(Infrastructure.Packages.Name)]
public sealed class PublishingTests(PackedFeed feed)
{
    const string Packages = "#:package Aqueduct.Charts@0.1.0\n#:package Aqueduct.Connectors.Mail@0.1.0\n#:package Aqueduct.Spreadsheets@0.1.0\n";

    const string App = """
        #:package Aqueduct@0.1.0
        using Aqueduct;

        public sealed record Sale(string City, double Amount);

        public static partial class Sales
        {
            [Operator]
            public static Table<Sale> Load() => Table.Of(new Sale("Bern", 1.5), new Sale("Oslo", 2.5));

            [Operator]
            public static Chart Draw(Table<Sale> sales) => Charts.Bar(sales, s => s.City, s => s.Amount);

            [Write("out", "sales.xlsx")]
            public static partial void Workbook(Table<Sale> sales);

            [Write("out", "sales.png")]
            public static partial void Picture(Chart chart);

            [Email("mail", Subject = "Sales", Attach = "sales.xlsx")]
            public static partial void Tell(Table<Sale> sales, Chart chart);

            [Workflow("Sales")]
            public static void Run()
            {
                var sales = Load();
                var chart = Draw(sales);
                Workbook(sales);
                Picture(chart);
                Tell(sales, chart);
            }
        }
        """;

    const string Settings = """
        { "resources": { "out": { "type": "files", "path": "." }, "mail": { "type": "mail", "folder": "mails", "from": "a@localhost", "to": "b@localhost" } } }
        """;

    [Fact]
    public void The_packages_are_all_that_an_app_adds()
    {
        var folder = feed.NewFolder("publishing");
        File.WriteAllText(Path.Combine(folder, "aqueduct.json"), Settings);
        var file = Path.Combine(folder, "sales.cs");
        File.WriteAllText(file, App.Replace("Chart", "byte[]", StringComparison.Ordinal).Replace("byte[]s.Bar(sales, s => s.City, s => s.Amount)", "[1]", StringComparison.Ordinal).Replace("Attach = \"sales.xlsx\"", "Attach = \"sales.xlsx, chart.png\"", StringComparison.Ordinal));
        var without = feed.DotNet.Run(folder, ["run", "sales.cs"]);
        Assert.NotEqual(0, without.ExitCode);
        Assert.Contains("AQ4061: 'Tell' sends a mail, which is what the package Aqueduct.Connectors.Mail is for. Add it: #:package Aqueduct.Connectors.Mail@0.1.0 at the top of the file", without.Text, StringComparison.Ordinal);
        Assert.Contains("AQ4061: 'Workbook' writes a workbook, which is what the package Aqueduct.Spreadsheets is for.", without.Text, StringComparison.Ordinal);

        File.WriteAllText(file, Packages + App);
        var run = feed.DotNet.Run(folder, ["run", "sales.cs"]);
        Assert.True(run.ExitCode == 0, run.Text);
        Assert.All(["sales.xlsx", "sales.png"], name => Assert.True(File.Exists(Path.Combine(folder, name))));
        Assert.Single(Directory.GetFiles(Path.Combine(folder, "mails"), "*.eml"));
    }
}
