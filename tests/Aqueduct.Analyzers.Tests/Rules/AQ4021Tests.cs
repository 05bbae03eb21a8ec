namespace Aqueduct.Analyzers.Tests;

public class AQ4021Tests
{
    [Fact]
    public Task A_quoted_parameter_is_found_and_not_called_unused() => Verify.Members("""
        public record Day(string Location, string Date);
        [Sql("demo", "SELECT location, date FROM weather WHERE date >= {|AQ4021:'@since'|} AND location LIKE '%{|AQ4021:@place|}%'")]
        public static partial Table<Day> Days(string since, string place);
    """);

    [Fact]
    public Task Bound_parameters_and_other_text_pass() => Verify.Members("""
        public record Day(string Location, string Date);
        [Sql("demo", "SELECT location, date FROM weather WHERE date >= @since AND location <> 'a@since' AND location <> '@home' /* '@since' */")]
        public static partial Table<Day> Days(string since);
    """);
}
