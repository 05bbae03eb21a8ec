using System.Net;

namespace Aqueduct.Serving.Tests;

/// <summary>Operators that answer requests.</summary>
public class FunctionTests
{
    [Fact]
    public async Task An_operator_answers_with_the_model_of_the_current_version()
    {
        await using var served = await Served.StartAsync();
        await served.RunAsync(1);
        await served.RunAsync(4);
        await served.WaitForAsync(2);

        var (status, body, response) = await served.PostAsync("/score", """{"Id":5,"Workflows":8,"City":null}""");

        Assert.Equal((HttpStatusCode.OK, """{"Id":5,"Churn":2,"Batch":4}"""), (status, body.GetRawText()));
        Assert.Equal("model=2", response.Headers.GetValues("Aqueduct-Version").Single());
    }

    [Fact]
    public async Task Rows_of_a_batch_are_an_array_and_so_is_the_answer()
    {
        await using var served = await Served.StartAsync();
        await served.RunAsync(2);
        await served.WaitForAsync(1);

        var (_, body, _) = await served.PostAsync("/score-all", """[{"Id":1,"Workflows":3,"City":"x"},{"Id":2,"Workflows":5,"City":null}]""");

        Assert.Equal("""[{"Id":1,"Churn":1.5,"Batch":2},{"Id":2,"Churn":2.5,"Batch":2}]""", body.GetRawText());
    }

    [Theory]
    [InlineData("""{"left":"1","right":2,"risk":"Low","day":"2026-01-31"}""", "/left: the text '1', not a number")]
    [InlineData("""{"left":1,"right":2.5,"risk":"Low","day":"2026-01-31"}""", "/right: 2.5, not a whole number in the range of int32, or null")]
    [InlineData("""{"left":1,"right":3000000000,"risk":"low","day":"2026-13-31"}""", "/right: 3000000000, not a whole number in the range of int32, or null|/risk: the text 'low', not one of Low, High|/day: the text '2026-13-31', not a date such as 2026-01-31")]
    [InlineData("""{"left":1,"right":null,"risk":"Low"}""", "/day: nothing, not a member of this name")]
    [InlineData("""{"left":1e999,"right":null,"risk":"Low","day":"2026-01-31","lft":1}""", "/left: 1e999, not a number|/lft: an unknown member, not one of day, left, right, risk")]
    [InlineData("[]", ": an array, not an object")]
    public async Task A_wrong_body_is_told_member_by_member(string body, string expected)
    {
        await using var served = await Served.StartAsync();

        var (status, problem, response) = await served.PostAsync("/sum", body);

        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (status, response.Content.Headers.ContentType?.MediaType));
        Assert.Equal(expected, string.Join('|', problem.GetProperty("errors").EnumerateArray().Select(e => $"{e.GetProperty("pointer")}: {e.GetProperty("found")}, not {e.GetProperty("expected")}")));
    }

    [Theory]
    [InlineData("""{"name":"Ada"}""", "Ada - 1 Low 0.5 0001-01-01 -")]
    [InlineData("""{"name":"Ada","title":"Dr","times":3,"risk":"High","rate":null,"day":"2026-01-31","of":{"Id":1,"Workflows":2,"City":"x"}}""", "Ada Dr 3 High - 2026-01-31 x")]
    [InlineData("""{"day":"2026-01-31","name":"Ada"}""", "Ada - 1 Low 0.5 2026-01-31 -")]
    public async Task What_has_a_default_may_be_left_out(string body, string expected)
    {
        await using var served = await Served.StartAsync();

        var (status, answer, _) = await served.PostAsync("/greet", body);

        Assert.Equal((HttpStatusCode.OK, expected), (status, answer.GetString()));
    }

    [Theory]
    [InlineData("{}", "/name: nothing, not a member of this name")]
    [InlineData("""{"name":"Ada","times":null}""", "/times: null, not a whole number in the range of int32")]
    [InlineData("""{"name":"Ada","time":1}""", "/time: an unknown member, not one of day, name, of, rate, risk, times, title")]
    public async Task What_has_a_default_is_held_to_its_type_where_it_is_given(string body, string expected)
    {
        await using var served = await Served.StartAsync();

        var (status, problem, _) = await served.PostAsync("/greet", body);

        Assert.Equal((HttpStatusCode.BadRequest, expected), (status, string.Join('|', problem.GetProperty("errors").EnumerateArray().Select(e => $"{e.GetProperty("pointer")}: {e.GetProperty("found")}, not {e.GetProperty("expected")}"))));
    }

    [Theory]
    [InlineData("""[{"Id":1,"Workflows":3,"City":"x"},{"Id":2,"Workflows":null,"City":7}]""", "/1/Workflows /1/City")]
    [InlineData("""[{"Id":1,"Id":2,"Workflows":3,"City":"x"}]""", "")]
    [InlineData("""[{"Id":1,""", "")]
    public async Task Places_in_arrays_are_named_and_JSON_must_be_whole_and_say_nothing_twice(string body, string pointers)
    {
        await using var served = await Served.StartAsync();
        await served.RunAsync(2);
        await served.WaitForAsync(1);

        var (status, problem, _) = await served.PostAsync("/score-all", body);

        Assert.Equal((HttpStatusCode.BadRequest, pointers), (status, string.Join(' ', problem.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("pointer")))));
    }

    [Fact]
    public async Task What_an_operator_throws_is_in_the_log_and_not_in_the_answer()
    {
        await using var served = await Served.StartAsync();

        var (status, body, _) = await served.PostAsync("/sum", """{"left":1,"right":2,"risk":"High","day":"2026-01-31"}""");

        Assert.Equal(HttpStatusCode.InternalServerError, status);
        Assert.DoesNotContain("secret", body.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("POST /sum: InvalidOperationException: secret of the house: 2026-01-31", served.Log.ToString(), StringComparison.Ordinal);
        Assert.Contains("Shop.cs:line", served.Log.ToString().Split('\n')[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_too_large_or_of_another_type_is_refused()
    {
        await using var served = await Served.StartAsync(maxBody: 200);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await served.PostAsync("/sum", $$"""{"left":{{new string('1', 300)}}}""")).Status);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await served.PostAsync("/sum", "{}", "text/plain")).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await served.PostAsync("/score", "{}")).Status);
    }
}
