namespace Aqueduct.Analyzers.Tests;

public class SettingsTextFixTests
{
    [Fact]
    public Task Secrets_become_references() => SettingsFixTest.Fix("""
        {
          // ours
          "resources": {
            "w": { "type": "postgres", "connection": "Host=db;Password=hunter2;Port=1" },
            "q": { "type": "nats", "url": "nats://etl:hunter2@db", "api-key": "abc" }
          }
        }
        """, """
        {
          // ours
          "resources": {
            "w": { "type": "postgres", "connection": "Host=db;Password=${PASSWORD};Port=1" },
            "q": { "type": "nats", "url": "nats://etl:${PASSWORD}@db", "api-key": "${API_KEY}" }
          }
        }
        """, "AQ4007:inside");

    [Fact]
    public Task Secrets_get_names_that_a_variable_can_have() => SettingsFixTest.Fix("""
        { "resources": { "w": { "type": "postgres", "connection": "Host=${db.host};Password=${1-pw}" } } }
        """, """
        { "resources": { "w": { "type": "postgres", "connection": "Host=${db_host};Password=${_1_pw}" } } }
        """, "AQ5006:inside");

    [Fact]
    public Task Targets_get_the_nearest_name() => SettingsFixTest.Fix("""
        { "targets": ["kubernets", "Kubernetes", "lamda"] }
        """, """
        { "targets": ["kubernetes", "Kubernetes", "lambda"] }
        """, "AQ5007:inside");

    [Fact]
    public Task Of_a_target_that_is_like_none_nothing_is_offered() => SettingsFixTest.NoFix("""{ "targets": { "moon": {} } }""", "AQ5007");

    [Fact]
    public Task Members_of_environments_get_the_nearest_name() => SettingsFixTest.Fix("""
        { "environments": { "prod": { "namespaces": "churn", "secret-s": "churn" } } }
        """, """
        { "environments": { "prod": { "namespace": "churn", "secrets": "churn" } } }
        """, "AQ5009:inside");

    [Fact]
    public Task Resources_of_environments_get_the_app_s_name_and_type() => SettingsFixTest.Fix("""
        { "resources": { "warehouse": { "type": "postgres" }, "lake": { "type": "s3" } }, "environments": { "prod": { "resources": { "warehous": {}, "lake": { "type": "files" } } } } }
        """, """
        { "resources": { "warehouse": { "type": "postgres" }, "lake": { "type": "s3" } }, "environments": { "prod": { "resources": { "warehouse": {}, "lake": { "type": "s3" } } } } }
        """, "AQ5011:inside");

    [Fact]
    public Task Names_in_environments_get_small_letters() => SettingsFixTest.Fix("""
        { "environments": { "prod": { "namespace": "Team_Churn", "repository": "Team/Churn" } } }
        """, """
        { "environments": { "prod": { "namespace": "team-churn", "repository": "team/churn" } } }
        """, "AQ5012:inside");

    [Fact]
    public Task Formats_of_webhooks_get_the_nearest_name() => SettingsFixTest.Fix("""
        { "resources": { "a": { "type": "webhook", "url": "${URL}", "format": "slak" } } }
        """, """
        { "resources": { "a": { "type": "webhook", "url": "${URL}", "format": "slack" } } }
        """, "AQ4053:inside");

    [Fact]
    public Task Addresses_of_webhooks_are_encrypted() => SettingsFixTest.Fix("""
        { "resources": { "a": { "type": "webhook", "url": "http://example.com/hook" } } }
        """, """
        { "resources": { "a": { "type": "webhook", "url": "https://example.com/hook" } } }
        """, "AQ4054:inside");

    [Fact]
    public Task Names_in_notifications_get_the_nearest_name() => SettingsFixTest.Fix("""
        { "resources": { "chat": { "type": "webhook", "url": "${URL}" } }, "notifications": { "channels": { "team": { "resource": "chatt", "level": "eror" } } } }
        """, """
        { "resources": { "chat": { "type": "webhook", "url": "${URL}" } }, "notifications": { "channels": { "team": { "resource": "chat", "level": "error" } } } }
        """, "AQ4055:inside");

    [Fact]
    public Task Workflows_in_notifications_get_the_nearest_name() => SettingsFixTest.Fix("""
        { "notifications": { "workflows": { "Custommer churn": { "in-app": "success" } } } }
        """, """
        { "notifications": { "workflows": { "Customer churn": { "in-app": "success" } } } }
        """, "AQ4069:inside", """
        public static partial class Flow
        {
            [Aqueduct.Operator] public static int One() => 1;
            [Aqueduct.Metric] public static double Two(int one) => one;
            [Aqueduct.Workflow("Customer churn")] public static void A() => Two(One());
            public static void Main() { }
        }
        """);
}
