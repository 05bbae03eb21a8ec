using Aqueduct.Rules;
using Aqueduct.Sql;

namespace Aqueduct.Analyzers.Tests;

/// <summary>What <c>schema pull</c> writes is what the analyzers read: the file is the one that the command's own tests expect, byte by byte.</summary>
public class SnapshotRoundTripTests
{
    static readonly SchemaFile Pulled = SchemaFile.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "pulled.schema.json")));

    [Fact]
    public void Types_nullability_and_defaults_arrive()
    {
        Assert.Empty(Pulled.Faults);
        Assert.Equal(
            [
                ("id", SqlTypes.Integer, SqlNull.No, true), ("customer", SqlTypes.Integer, SqlNull.No, false), ("placed_on", SqlTypes.Text, SqlNull.No, true),
                ("note", SqlTypes.Text, SqlNull.Yes, false), ("total", SqlTypes.Real, SqlNull.No, false), ("doubled", SqlTypes.Real, SqlNull.Yes, true),
            ],
            Pulled.Tables("shop", SqlDialect.Sqlite)!.Find(null, "orders")!.Select(c => (c.Name!, c.Type, c.Null, c.HasDefault)));
    }

    [Fact]
    public void Of_a_view_s_columns_only_is_said_what_is_known() => Assert.Equal(
        [("id", SqlTypes.Integer, SqlNull.Unknown), ("more", SqlTypes.Unknown, SqlNull.Unknown)],
        Pulled.Tables("shop", SqlDialect.Sqlite)!.Find(null, "newest")!.Select(c => (c.Name!, c.Type, c.Null)));
}
