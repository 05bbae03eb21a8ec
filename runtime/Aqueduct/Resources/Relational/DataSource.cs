namespace Aqueduct.Runtime.Relational;

/// <summary>What a column of a database holds, as far as rows are concerned.</summary>
enum DataSource
{
    Other,
    Boolean,
    Int8,
    UInt8,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    UInt64,
    Single,
    Double,
    Decimal,

    /// <summary>Numbers of so many digits that the zeros behind them mean nothing.</summary>
    Padded,
    Text,
    Date,

    /// <summary>A time of no zone.</summary>
    Timestamp,

    /// <summary>An instant, which the driver gives as a time in UTC.</summary>
    TimestampTz,

    /// <summary>An instant with the offset of a zone.</summary>
    Instant,
    Time,
    Interval,
    Uuid,
    Bytes,
}

/// <summary>Which kinds of member values of a column can be read into.</summary>
static class DataSources
{
    /// <summary>Whether values of a column can be read into a member; each value is looked at all the same.</summary>
    public static bool Reads(DataSource source, FieldKind kind) => kind switch
    {
        FieldKind.Boolean => source is >= DataSource.Boolean and <= DataSource.UInt64,
        >= FieldKind.SByte and <= FieldKind.UInt64 => source is >= DataSource.Int8 and <= DataSource.Padded,
        FieldKind.Single or FieldKind.Double => source is >= DataSource.Int8 and <= DataSource.Padded,
        FieldKind.Decimal => source is >= DataSource.Int8 and <= DataSource.Text,
        FieldKind.String => source is (>= DataSource.Int8 and <= DataSource.Text) or DataSource.Uuid,
        FieldKind.Char => source == DataSource.Text,
        FieldKind.DateOnly or FieldKind.DateTime or FieldKind.DateTimeOffset => source is >= DataSource.Text and <= DataSource.Instant,
        FieldKind.TimeOnly => source is DataSource.Time or DataSource.Text,
        FieldKind.TimeSpan => source is DataSource.Interval or DataSource.Time or DataSource.Text,
        FieldKind.Guid => source is DataSource.Uuid or DataSource.Text,
        FieldKind.Enum => source is DataSource.Text or (>= DataSource.Int8 and <= DataSource.UInt64),
        FieldKind.Bytes => source == DataSource.Bytes,
        _ => false,
    };
}
