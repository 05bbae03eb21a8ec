using Aqueduct.Rules;

namespace Aqueduct.Analyzers.Tests;

public class TextTests
{
    [Theory]
    [InlineData("5 min", "5m")]
    [InlineData("90 seconds", "90s")]
    [InlineData("2H", "2h")]
    [InlineData("PT15M", "15m")]
    [InlineData("1 day", "1d")]
    [InlineData("5", null)]
    [InlineData("soon", null)]
    [InlineData("0m", null)]
    public void A_duration_is_guessed_only_from_a_number_and_a_unit(string text, string? suggestion) => Assert.Equal(suggestion, DurationHints.Suggest(text));

    [Theory]
    [InlineData("4GB", "4Gi")]
    [InlineData("512MB", "512Mi")]
    [InlineData("4 GiB", "4Gi")]
    [InlineData("1.5g", "1.5Gi")]
    [InlineData("512", null)]
    [InlineData("GB", null)]
    [InlineData("4XB", null)]
    public void A_quantity_is_guessed_only_from_a_number_and_a_unit(string text, string? suggestion) => Assert.Equal(suggestion, Quantities.Suggest(text));

    [Theory]
    [InlineData("512Mi", true)]
    [InlineData("4G", true)]
    [InlineData("0.5Gi", true)]
    [InlineData("0Mi", false)]
    [InlineData("1.2.3Mi", false)]
    [InlineData("-1Gi", false)]
    [InlineData("", false)]
    public void A_quantity_is_a_positive_number_with_a_unit(string text, bool isValid) => Assert.Equal(isValid, Quantities.IsValid(text));

    [Theory]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("", "abc", 3)]
    [InlineData("abc", "abc", 0)]
    public void The_distance_of_two_names_counts_edits(string a, string b, int edits) => Assert.Equal(edits, EditDistance.Between(a, b));

    [Fact]
    public void A_name_far_from_all_others_has_no_nearest() => Assert.Null(NearestName.Of("orders", ["demo", "warehouse"]));

    [Theory]
    [InlineData("SELECT @a + @b", "a,b")]
    [InlineData("SELECT '@a''@b', \"@c\", `@d`, [@e]", "")]
    [InlineData("SELECT @a -- @b", "a")]
    [InlineData("SELECT 1 /* @a\n*/ + @b", "b")]
    [InlineData("SELECT @@rowcount, me@home.org", "")]
    [InlineData("SELECT E'it\\'s @a' || @b", "b")]
    [InlineData("SELECT $$ @a $$, $tag$ @b $tag$, @c", "c")]
    [InlineData("SELECT tags[@i] FROM t WHERE a @> b", "i")]
    [InlineData("SELECT 'open @a", "")]
    public void Parameters_of_a_query_stand_outside_strings_comments_and_quoted_names(string query, string names) =>
        Assert.Equal(names, string.Join(",", SqlParameters.Of(query).Select(p => p.Name)));

    [Theory]
    [InlineData("SELECT 'it\\'s @a', @b # @c\n, @d", "b,d")]
    [InlineData("SELECT \"\\\"@a\", `\\`, @b", "b")]
    public void Where_backslashes_escape_they_hide_parameters(string query, string names) =>
        Assert.Equal(names, string.Join(",", SqlParameters.Of(query, escapes: true).Select(p => p.Name)));

    [Theory]
    [InlineData("SELECT 1", false)]
    [InlineData("SELECT 1; ", false)]
    [InlineData("SELECT 1;; -- more; to come\n/* ; x */ ;", false)]
    [InlineData("SELECT ';x', \";x\", [;]] ;x], $$ ;x $$", false)]
    [InlineData("SELECT 1; DROP TABLE t", true)]
    [InlineData("SELECT 1;\n--\nCOMMIT", true)]
    [InlineData("SELECT ''';';DELETE FROM t", true)]
    public void Several_statements_are_told_from_one(string query, bool several) => Assert.Equal(several, SqlParameters.HasSeveral(query));

    [Theory]
    [InlineData("berlin", "Europe/Berlin")]
    [InlineData("Europe/Berln", "Europe/Berlin")]
    [InlineData("New York", "America/New_York")]
    [InlineData("utc", "UTC")]
    public void A_time_zone_is_found_by_its_city_or_a_similar_name(string name, string zone) => Assert.Equal(zone, TimeZoneNames.Near(name)[0]);

    [Fact]
    public void Every_zone_this_machine_lists_is_known() =>
        Assert.All(TimeZoneInfo.GetSystemTimeZones(), zone => Assert.True(TimeZoneNames.IsKnown(zone.Id), zone.Id));

    [Theory]
    [InlineData("{\"a\": tru}", 6)]
    [InlineData("{\"a\": 1", 7)]
    [InlineData("{a: 1}", 1)]
    [InlineData("{\"a\": \"b\n\"}", 6)]
    [InlineData("[1 2]", 3)]
    [InlineData("{} x", 3)]
    [InlineData("\"\\x\"", 1)]
    [InlineData("/* open", 0)]
    public void A_mistake_in_JSON_is_placed(string text, int position)
    {
        Assert.Null(JsonText.Parse(text, out var error));
        Assert.Equal(position, error!.Position);
    }

    [Fact]
    public void JSON_nested_too_deep_is_an_error_and_no_overflow() => Assert.Null(JsonText.Parse(new string('[', 100_000), out _));

    [Fact]
    public void Escapes_in_JSON_are_read() => Assert.Equal("a\"\n\u00e9", JsonText.Parse("\"a\\\"\\n\\u00e9\"", out _)!.Text);
}
