using System.Data;
using System.Data.Common;
using Aqueduct.Runtime;
using Aqueduct.Runtime.Relational;
using Microsoft.Data.SqlClient;

namespace Aqueduct.Connectors.SqlServer;

/// <summary>Binds parameters by their names, each of its own type.</summary>
sealed class SqlServerParameters : RelationalParameters
{
    protected override string Placeholder(string name, int position) => "@" + name;

    protected override DbParameter Parameter(string name, SqlArgument argument)
    {
        var parameter = new SqlParameter("@" + name, TypeOf(argument.Type));
        parameter.Value = ValueOf(argument) switch
        {
            TimeSpan span => ScalarText.Format(span),
            var value => value,
        };
        return parameter;
    }

    internal static SqlDbType TypeOf(FieldKind kind) => kind switch
    {
        FieldKind.Boolean => SqlDbType.Bit,
        FieldKind.UInt32 or FieldKind.Int64 or FieldKind.UInt64 => SqlDbType.BigInt,
        >= FieldKind.SByte and <= FieldKind.UInt64 => SqlDbType.Int,
        FieldKind.Single => SqlDbType.Real,
        FieldKind.Double => SqlDbType.Float,
        FieldKind.Decimal => SqlDbType.Decimal,
        FieldKind.DateOnly => SqlDbType.Date,
        FieldKind.DateTime => SqlDbType.DateTime2,
        FieldKind.DateTimeOffset => SqlDbType.DateTimeOffset,
        FieldKind.TimeOnly => SqlDbType.Time,
        FieldKind.Guid => SqlDbType.UniqueIdentifier,
        FieldKind.Bytes => SqlDbType.VarBinary,
        _ => SqlDbType.NVarChar,
    };
}
