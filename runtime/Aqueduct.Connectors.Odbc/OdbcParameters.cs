using System.Data.Common;
using System.Data.Odbc;
using Aqueduct.Runtime;
using Aqueduct.Runtime.Relational;

namespace Aqueduct.Connectors.Odbc;

/// <summary>Binds parameters by their places, as <c>?</c>: a name that stands twice is bound twice.</summary>
/// <param name="hasDecimals">Whether the driver takes decimals; else they are text, which the database reads as numbers.</param>
sealed class OdbcParameters(bool hasDecimals) : RelationalParameters
{
    protected override bool CountsPlaces => true;

    protected override string Placeholder(string name, int position) => "?";

    protected override DbParameter Parameter(string name, SqlArgument argument)
    {
        var parameter = new OdbcParameter { OdbcType = OdbcTypes.ParameterOf(argument.Type) };
        Give(parameter, ValueOf(argument) switch
        {
            bool flag => (short)(flag ? 1 : 0),
            DateOnly date => date.ToDateTime(TimeOnly.MinValue),
            DateTimeOffset moment => moment.UtcDateTime,
            TimeOnly or TimeSpan or Guid => ScalarText.Format(ValueOf(argument)),
            var value => value,
        });
        return parameter;
    }

    /// <summary>Hands a value over, with the digits that a driver would else cut off.</summary>
    public void Give(OdbcParameter parameter, object? value)
    {
        if (value is decimal exact && !hasDecimals)
        {
            (parameter.OdbcType, parameter.Value) = (OdbcType.VarChar, ScalarText.Format(exact));
            return;
        }

        parameter.Value = value;
        if (value is DateTime)
            (parameter.OdbcType, parameter.Precision, parameter.Scale) = (OdbcType.DateTime, 26, 6);
        else if (value is decimal number)
            (parameter.OdbcType, parameter.Precision, parameter.Scale) = (OdbcType.Decimal, (byte)Math.Max(29, (int)number.Scale), number.Scale);
    }
}
