namespace Aqueduct.Rules;

/// <summary>The rules by name; one page each in docs/rules.</summary>
static class RuleIds
{
    public const string GeneratorFailed = "AQ0000";
    public const string UnsupportedStatement = "AQ0001";
    public const string UnmarkedCall = "AQ0002";
    public const string ResultNeverUsed = "AQ0003";
    public const string EmptyWorkflow = "AQ0004";
    public const string DuplicateWorkflowName = "AQ0005";
    public const string NotPartial = "AQ0006";
    public const string UnreachableMethod = "AQ0007";
    public const string WorkflowSignature = "AQ0008";
    public const string DuplicateSave = "AQ0009";
    public const string WorkflowName = "AQ0010";
    public const string SeveralNodeAttributes = "AQ0011";

    public const string NoCodec = "AQ1001";
    public const string RowMember = "AQ1002";
    public const string LazyResult = "AQ1003";
    public const string ByRefParameter = "AQ1004";

    public const string CheckReturn = "AQ2001";
    public const string MetricReturn = "AQ2002";
    public const string NoInput = "AQ2003";
    public const string ContradictoryBounds = "AQ2004";
    public const string DuplicateBound = "AQ2005";
    public const string ObservationFed = "AQ2006";
    public const string GuardsNothing = "AQ2007";
    public const string BoundWithoutMetric = "AQ2008";
    public const string BoundLimits = "AQ2009";

    public const string InvalidCron = "AQ3001";
    public const string NeverFires = "AQ3002";
    public const string UnknownTimeZone = "AQ3003";
    public const string RequiredParameter = "AQ3004";
    public const string InvalidDuration = "AQ3005";
    public const string ParameterType = "AQ3006";
    public const string TimeoutBeyondInterval = "AQ3007";

    public const string UndeclaredResource = "AQ4001";
    public const string UnboundSqlParameter = "AQ4002";
    public const string UnusedSqlParameter = "AQ4003";
    public const string SqlSignature = "AQ4004";
    public const string SaveSignature = "AQ4005";
    public const string UpsertKey = "AQ4006";
    public const string LiteralSecret = "AQ4007";
    public const string InvalidResourceFile = "AQ4008";
    public const string SqlSyntax = "AQ4009";
    public const string UnknownTable = "AQ4010";
    public const string UnknownColumn = "AQ4011";
    public const string MemberWithoutColumn = "AQ4012";
    public const string ColumnType = "AQ4013";
    public const string NullableColumn = "AQ4014";
    public const string InvalidSchemaFile = "AQ4018";
    public const string AmbiguousColumn = "AQ4022";

    public const string InvalidQuantity = "AQ5001";
    public const string OperatorNumbers = "AQ5002";
}
