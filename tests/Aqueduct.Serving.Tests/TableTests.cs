using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Aqueduct.Runtime;

namespace Aqueduct.Serving.Tests;

/// <summary>Rows and pages of a published table.</summary>
public class TableTests
{
    [Fact]
    public async Task A_row_is_found_by_its_key_and_says_which_version_it_is_of()
    {
        await using var served = await Served.StartAsync();
        await served.RunAsync(7);
        await served.WaitForAsync(1);

        var (status, body, response) = await served.GetAsync("/churn/42");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("""{"Id":42,"Churn":0.42,"City":"\u0141\u00F3d\u017A","Risk":"High","Batch":7}""", body.GetRawText());
        Assert.Equal("1", response.Headers.GetValues("Aqueduct-Version").Single());
        var again = new HttpRequestMessage(HttpMethod.Get, "/churn/42");
        again.Headers.IfNoneMatch.Add(response.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await served.Client.SendAsync(again)).StatusCode);
    }

    [Fact]
    public async Task A_key_that_no_row_has_is_a_problem_that_names_it()
    {
        await using var served = await Served.StartAsync();
        await served.RunAsync(1);
        await served.WaitForAsync(1);

        var (status, body, response) = await served.GetAsync("/churn/4711");

        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (status, response.Content.Headers.ContentType?.MediaType));
        Assert.Equal("No row of 'churn' has Id '4711'.", body.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Pages_together_are_the_table_each_row_once()
    {
        await using var served = await Served.StartAsync();
        await served.RunAsync(1, ("rows", "250"));
        await served.WaitForAsync(1);

        var (ids, next) = (new List<int>(), "/churn?size=100");
        while (next is not null)
        {
            var (_, page, _) = await served.GetAsync(next);
            Assert.Equal((250, 3), (page.GetProperty("total").GetInt32(), page.GetProperty("pages").GetInt32()));
            ids.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("Id").GetInt32()));
            next = page.GetProperty("links").TryGetProperty("next", out var link) ? link.GetString() : null;
        }

        Assert.Equal(Enumerable.Range(0, 250), ids);
    }

    [Theory]
    [InlineData("/churn?order=City&size=3", "1,3,5")]
    [InlineData("/churn?order=-Churn&size=3", "99,98,97")]
    [InlineData("/churn?order=-Id&size=4&page=25", "3,2,1,0")]
    [InlineData("/churn?page=1000000", "")]
    public async Task Rows_come_in_the_order_asked_for(string path, string expected)
    {
        await using var served = await Served.StartAsync();
        await served.RunAsync(1);
        await served.WaitForAsync(1);

        var (_, body, _) = await served.GetAsync(path);

        Assert.Equal(expected, string.Join(',', body.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("Id"))));
    }

    [Theory]
    [InlineData("size=1001", "size", "'1001'", "a whole number from 1 to 1000")]
    [InlineData("page=0", "page", "'0'", "a whole number from 1 on")]
    [InlineData("order=chrun", "order", "'chrun'", "one of Id, Churn, City, Risk, Batch, with a - before it for the largest first")]
    [InlineData("limit=5", "limit", "an unknown parameter", "page, size or order")]
    public async Task A_parameter_that_is_not_understood_is_named(string query, string pointer, string found, string expected)
    {
        await using var served = await Served.StartAsync();
        await served.RunAsync(1);
        await served.WaitForAsync(1);

        var (status, body, _) = await served.GetAsync("/churn?" + query);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        var error = Assert.Single(body.GetProperty("errors").EnumerateArray());
        Assert.Equal((pointer, found, expected), (error.GetProperty("pointer").GetString(), error.GetProperty("found").GetString(), error.GetProperty("expected").GetString()));
    }

    [Fact]
    public async Task A_value_is_served_as_a_whole_and_an_internal_one_not_at_all()
    {
        await using var served = await Served.StartAsync();
        await served.RunAsync(3);
        await served.WaitForAsync(1);

        Assert.Equal("""{"Rows":100,"Batch":3,"Day":"2026-01-31"}""", (await served.GetAsync("/summary")).Body.GetRawText());
        Assert.Equal(HttpStatusCode.NotFound, (await served.GetAsync("/model")).Status);
        Assert.Equal(["churn", "model", "summary"], (await served.GetAsync("/endpoints")).Body.EnumerateArray().Select(e => e.GetProperty("endpoint").GetString()!));
    }

    [Fact]
    public async Task Before_the_first_run_clients_are_told_to_wait_and_other_addresses_are_problems_too()
    {
        await using var served = await Served.StartAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await served.GetAsync("/churn/1")).Status);
        Assert.Equal(HttpStatusCode.OK, (await served.GetAsync("/healthz")).Status);
        Assert.Equal((HttpStatusCode.NotFound, "No such address"), await served.GetAsync("/chrun") is var lost ? (lost.Status, lost.Body.GetProperty("title").GetString()) : default);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await served.PostAsync("/churn", "{}")).Status);
    }

    [Fact]
    public async Task Two_rows_with_one_key_are_refused_when_the_run_publishes_and_nothing_is_served()
    {
        await using var served = await Served.StartAsync();

        var run = await served.RunAsync(1, ("key", "98"));

        Assert.Equal(RunState.Failed, run.Run.State);
        Assert.Contains("finds rows by 'Id', and rows 99 and 100 both have '98'", run.Nodes.Single(n => n.Name == "ServeChurn").Failure!.Error, StringComparison.Ordinal);
        Assert.Empty(served.Home.Store.Read(q => q.CurrentEndpoints()));
    }
}
