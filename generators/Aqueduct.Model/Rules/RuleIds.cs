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
    public const string LoopSource = "AQ0012";
    public const string RecursiveWorkflow = "AQ0013";
    public const string TriggerCycle = "AQ0014";
    public const string UnsupportedCondition = "AQ0015";
    public const string MapBody = "AQ0016";
    public const string ReassignedLocal = "AQ0017";
    public const string NoSourceToInline = "AQ0018";
    public const string CallNotAwaited = "AQ0019";
    public const string UnusableInstance = "AQ0020";
    public const string ServicesSignature = "AQ0021";
    public const string AsyncVoidWorkflow = "AQ0022";
    public const string ConstantCondition = "AQ0023";
    public const string MainWithoutHost = "AQ0024";
    public const string MissingService = "AQ0025";

    public const string NoCodec = "AQ1001";
    public const string RowMember = "AQ1002";
    public const string LazyResult = "AQ1003";
    public const string ByRefParameter = "AQ1004";
    public const string MutatedInput = "AQ1005";
    public const string DuplicateColumn = "AQ1006";
    public const string UnnamedElement = "AQ1007";

    public const string CheckReturn = "AQ2001";
    public const string MetricReturn = "AQ2002";
    public const string NoInput = "AQ2003";
    public const string ContradictoryBounds = "AQ2004";
    public const string DuplicateBound = "AQ2005";
    public const string ObservationFed = "AQ2006";
    public const string GuardsNothing = "AQ2007";
    public const string BoundWithoutMetric = "AQ2008";
    public const string BoundLimits = "AQ2009";
    public const string ErrorCheckAsked = "AQ2010";
    public const string ColumnLambda = "AQ2011";
    public const string PresetArguments = "AQ2012";
    public const string ConstantCheck = "AQ2013";
    public const string PointlessBound = "AQ2014";
    public const string AnomalyValues = "AQ2015";
    public const string AnomalyWithoutMetric = "AQ2016";

    public const string InvalidCron = "AQ3001";
    public const string NeverFires = "AQ3002";
    public const string UnknownTimeZone = "AQ3003";
    public const string RequiredParameter = "AQ3004";
    public const string InvalidDuration = "AQ3005";
    public const string ParameterType = "AQ3006";
    public const string TimeoutBeyondInterval = "AQ3007";
    public const string ScheduledPart = "AQ3008";
    public const string UnknownTrigger = "AQ3009";
    public const string ScheduleAndTrigger = "AQ3010";
    public const string ZoneWithoutSchedule = "AQ3011";
    public const string FiringWithoutSchedule = "AQ3012";
    public const string NegativeKeepRuns = "AQ3013";
    public const string TimeoutBeyondWorkflow = "AQ3014";

    public const string UndeclaredResource = "AQ4001";
    public const string UnboundSqlParameter = "AQ4002";
    public const string UnusedSqlParameter = "AQ4003";
    public const string SqlSignature = "AQ4004";
    public const string SaveSignature = "AQ4005";
    public const string UpsertKey = "AQ4006";
    public const string LiteralSecret = "AQ4007";
    public const string InvalidResourceFile = "AQ4008";
    public const string SqlFileMissing = "AQ4030";
    public const string UnknownPlaceholder = "AQ4031";
    public const string FileSignature = "AQ4032";
    public const string UnknownFormat = "AQ4033";
    public const string ResourceKind = "AQ4034";
    public const string PathOutside = "AQ4035";
    public const string SqlSyntax = "AQ4009";
    public const string UnknownTable = "AQ4010";
    public const string UnknownColumn = "AQ4011";
    public const string MemberWithoutColumn = "AQ4012";
    public const string ColumnType = "AQ4013";
    public const string NullableColumn = "AQ4014";
    public const string SaveColumns = "AQ4015";
    public const string SqlInjection = "AQ4016";
    public const string SourceSecret = "AQ4017";
    public const string InvalidSchemaFile = "AQ4018";
    public const string NotOneQuery = "AQ4020";
    public const string QuotedParameter = "AQ4021";
    public const string AmbiguousColumn = "AQ4022";

    public const string InvalidQuantity = "AQ5001";
    public const string OperatorNumbers = "AQ5002";
    public const string MissingCapability = "AQ5003";
    public const string InvalidImage = "AQ5005";
    public const string UnknownTarget = "AQ5007";

    public const string ClockRead = "AQ6001";
    public const string RandomDrawn = "AQ6002";
    public const string OutsideRead = "AQ6003";
    public const string SharedState = "AQ6004";
    public const string BlockingWait = "AQ6005";
    public const string TimeoutWithoutToken = "AQ6006";
    public const string TokenNotPassed = "AQ6007";
    public const string RunIdRead = "AQ6008";
    public const string ForgottenTask = "AQ6009";
    public const string ParallelChange = "AQ6010";
}
