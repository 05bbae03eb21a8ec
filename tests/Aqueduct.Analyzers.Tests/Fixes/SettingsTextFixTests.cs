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
}
