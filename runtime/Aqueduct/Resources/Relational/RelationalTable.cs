namespace Aqueduct.Runtime.Relational;

/// <summary>What a table looks like that a save goes to.</summary>
/// <param name="Quoted">Its name in SQL, whatever it holds.</param>
/// <param name="Exists">Whether it is there.</param>
/// <param name="Columns">Its columns.</param>
sealed record RelationalTable(string Quoted, bool Exists, IReadOnlyList<RelationalColumn> Columns);

/// <summary>A column of such a table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type as the database declares it.</param>
/// <param name="Holds">What that holds.</param>
/// <param name="Digits">Of a number of fixed digits: how many it has, and how many of them behind the point; null for others.</param>
sealed record RelationalColumn(string Name, string Type, DataSource Holds, (int All, int Behind)? Digits = null)
{
    /// <summary>Whether it keeps NaN and the infinities.</summary>
    public bool HasNaN { get; init; }

    /// <summary>Whether text in it may hold U+0000.</summary>
    public bool HasNul { get; init; }

    /// <summary>Whether the driver takes a date only as the midnight that it begins with.</summary>
    public bool HasMidnights { get; init; }

    /// <summary>The longest span it holds; null for columns that hold any.</summary>
    public TimeSpan? Longest { get; init; }

    /// <summary>Whether it keeps values of a member; each value is looked at all the same, and what would be changed is refused.</summary>
    public bool Keeps(FieldKind kind) => kind switch
    {
        FieldKind.Boolean => Holds is >= DataSource.Boolean and <= DataSource.UInt64,
        >= FieldKind.SByte and <= FieldKind.UInt64 => Holds is (>= DataSource.Int8 and <= DataSource.UInt64) or DataSource.Double or DataSource.Decimal or DataSource.Padded,
        FieldKind.Single => Holds is DataSource.Single or DataSource.Double,
        FieldKind.Double => Holds is DataSource.Double or DataSource.Decimal or DataSource.Padded,
        FieldKind.Decimal => Holds is DataSource.Decimal or DataSource.Padded,
        FieldKind.DateOnly => Holds is DataSource.Date or DataSource.Timestamp or DataSource.Text,
        FieldKind.DateTime or FieldKind.DateTimeOffset => Holds is DataSource.Timestamp or DataSource.TimestampTz or DataSource.Instant or DataSource.Text,
        FieldKind.TimeOnly => Holds is DataSource.Time or DataSource.Text,
        FieldKind.TimeSpan => Holds == DataSource.Text || (Holds is DataSource.Time or DataSource.Interval && Longest is not null),
        FieldKind.Guid => Holds is DataSource.Uuid or DataSource.Text,
        FieldKind.Bytes => Holds == DataSource.Bytes,
        FieldKind.String or FieldKind.Char or FieldKind.Enum => Holds == DataSource.Text,
        _ => false,
    };
}
