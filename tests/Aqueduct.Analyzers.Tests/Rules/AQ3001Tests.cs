namespace Aqueduct.Analyzers.Tests;

public class AQ3001Tests
{
    [Fact]
    public Task A_minute_out_of_range_is_found_at_the_number() => Verify.Members("""
            [Workflow("Rows", Schedule = "{|AQ3001:61|} * * * *")]
            public static void Run()
            {
                SaveRows(Rows());
            }
        """);

    [Fact]
    public Task A_wrong_step_is_found_at_the_step_though_the_number_comes_twice() => Verify.Members("""
            [Workflow("Rows", Schedule = "0 0 * */1 */{|AQ3001:13|}")]
            public static void Run()
            {
                SaveRows(Rows());
            }
        """);

    [Fact]
    public Task Six_fields_are_found_at_the_seconds() => Verify.Members("""
            [Workflow("Rows", Schedule = "{|AQ3001:0|} 30 2 * * MON")]
            public static void Run()
            {
                SaveRows(Rows());
            }
        """);

    [Fact]
    public Task A_missing_field_is_found_at_the_string() => Verify.Members("""
            [Workflow("Rows", Schedule = {|AQ3001:"0 0 * *"|})]
            public static void Run()
            {
                SaveRows(Rows());
            }
        """);

    [Fact]
    public Task An_unknown_preset_is_found() => Verify.Members("""
            [Workflow("Rows", Schedule = "{|AQ3001:@dayly|}")]
            public static void Run()
            {
                SaveRows(Rows());
            }
        """);

    [Fact]
    public Task The_message_has_reason_and_position() => Verify.Message("""
            [Workflow("Rows", Schedule = "0 {|#0:25|} * * *")]
            public static void Run()
            {
                SaveRows(Rows());
            }
        """, "AQ3001", "0 25 * * *", "the hour is 0 to 23, found 25", "3");

    [Fact]
    public Task Five_fields_and_presets_pass() => Verify.Members("""
            [Workflow("A", Schedule = "*/5 8-18 L * MON-FRI")]
            public static void A() => SaveRows(Rows());

            [Workflow("B", Schedule = "@weekly")]
            public static void B() => SaveRows(Rows());
        """);
}
