using System.Data.Common;
using Aqueduct.Runtime;
using Aqueduct.Runtime.Relational;
using MySqlConnector;

namespace Aqueduct.Connectors.MySql;

/// <summary>Binds parameters by their names, each in the form that its column has.</summary>
sealed class MySqlParameters : RelationalParameters
{
    protected override bool HasEscapes => true;

    protected override string Placeholder(string name, int position) => "@" + name;

    protected override DbParameter Parameter(string name, SqlArgument argument) => new MySqlParameter("@" + name, ValueOf(argument) switch
    {
        Guid id => ScalarText.Format(id),
        DateTimeOffset moment => moment.UtcDateTime,
        TimeOnly clock => clock.ToTimeSpan(),
        var value => value,
    });
}
