namespace Aqueduct.Analyzers.Tests;

public class AQ5006Tests
{
    [Fact]
    public Task A_parameter_called_like_an_option_is_found() => Verify.Members("""
            [Workflow("A")]
            public static void A(bool {|AQ5006:dry|} = false, int {|AQ5006:version|} = 1, string {|AQ5006:run|} = "") => SaveRows(Filter(Rows(), dry, version, run));

            [Operator]
            public static Table<Row> Filter(Table<Row> rows, bool dry, int version, string name) => rows;
        """);

    [Fact]
    public Task Parameters_that_a_command_line_cannot_tell_apart_are_found() => Verify.Members("""
            [Workflow("A")]
            public static void A(double minSize = 0, double {|AQ5006:min_size|} = 1) => SaveRows(Scale(Scale(Rows(), minSize), min_size));
        """);

    [Fact]
    public Task A_resource_with_a_colon_is_found() => Verify.Resources("""
        { "resources": { {|AQ5006:"ware:house"|}: { "type": "sqlite", "connection": "Data Source=a.db" } } }
        """);

    [Fact]
    public Task A_secret_that_can_be_no_variable_is_found() => Verify.Resources("""
        { "resources": { "w": { "type": "postgres", "connection": "Host=db;Username=${DB.USER};Password=${{|AQ5006:db-password|}}" } } }
        """.Replace("${DB.USER}", "${{|AQ5006:DB.USER|}}"));

    [Fact]
    public Task A_name_that_Kubernetes_cuts_is_found() => Verify.For("kubernetes", """
            [Workflow({|AQ5006:"Customers that will leave us in the month to come"|})]
            public static void A() => SaveRows(Rows());
        """);

    [Fact]
    public Task The_message_names_the_cut_name() => Verify.For("argo", """
            [Workflow({|#0:"Customers that will leave us in the month to come"|})]
            public static void A() => SaveRows(Rows());
        """, "AQ5006", "Workflow", "Customers that will leave us in the month to come",
        "is deployed to target 'argo' as the CronWorkflow 'testproject-customers-that-will-leave-us-in-the-month-to-come' of 61 characters; 52 fit, and the rest is replaced by a hash",
        "Give the workflow or the assembly a shorter name");

    [Fact]
    public Task Everyday_names_pass() => Verify.For("kubernetes", """
            [Workflow("Customers that may leave us")]
            public static void A(int jsonRows = 1, bool dryRun = false, double minSize = 0, double maxSize = 1) => SaveRows(Filter(Rows(), jsonRows, dryRun, minSize, maxSize));

            [Operator]
            public static Table<Row> Filter(Table<Row> rows, int json, bool dry, double help, double version) => rows;
        """);

    [Fact]
    public Task A_long_name_passes_where_nothing_cuts_it() => Verify.Members("""
            [Workflow("Customers that will leave us in the month to come")]
            public static void A() => SaveRows(Rows());
        """);

    [Fact]
    public Task Everyday_names_of_resources_and_secrets_pass() => Verify.Resources("""
        { "resources": { "data-lake.v2": { "type": "files", "path": "${HOME}/lake" }, "Ware_house 1": { "type": "postgres", "connection": "Host=db;Password=${_pw1};Options='{}'" } } }
        """);
}
