using Aqueduct.Artifacts.Model;
using Aqueduct.Artifacts.Planning;
using Aqueduct.Artifacts.Rendering;
using Aqueduct.Artifacts.Settings;

namespace Aqueduct.Artifacts.Tests;

/// <summary>Apps that the tests render.</summary>
static class Sample
{
    public static AppBuild Build { get; } = new("churn", "churn.dll", "mcr.microsoft.com/dotnet/runtime:10.0", "1.2.0");

    public static WorkflowModel Churn { get; } = new("Customer churn", "customer-churn", "0123456789abcdef",
        [new(0, "Customers"), new(1, "LogFeatures"), new(2, "Predict", Cpu: 2, Memory: "4Gi")],
        Schedule: "@daily", TimeZone: "Europe/Berlin", Timeout: TimeSpan.FromHours(2), KeepRuns: 30, Resources: ["warehouse"]);

    public static WorkflowModel Adhoc { get; } = new("Backfill", "backfill", "fedcba9876543210", [new(0, "Load")]);

    public static AppSettings Settings { get; } = AppSettings.Parse("""
        { "resources": {
          "warehouse": { "type": "postgres", "connection": "Host=db;Username=etl;Password=${WAREHOUSE_PASSWORD}" },
          "lake": { "type": "s3", "keys": ["${LAKE_KEY}", "${LAKE_SECRET}"] } } }
        """);

    public static DeploymentPlan Plan(params WorkflowModel[] workflows) => Plan(Build, workflows);

    public static DeploymentPlan Plan(AppBuild build, params WorkflowModel[] workflows) =>
        DeploymentPlan.Create(new(AppModel.SupportedSchema, workflows), Settings, build);

    public static string File(this TargetFiles files, string path) => files.Files.Single(f => f.Path == path).Content;

    public static string Render(string file, params WorkflowModel[] workflows) => ArtifactSet.Render(Plan(workflows)).File(file);
}
