using System;
using System.Collections.Generic;
using System.Linq;
using Aqueduct.Model;
using Aqueduct.Sql;

namespace Aqueduct.Rules;

/// <summary>Saves against the tables that they write into (AQ4015). A save into a table that nobody knows makes it.</summary>
static class SaveRules
{
    public static IReadOnlyList<Fault> Check(SaveMethodModel model, SqlTables tables, SqlDialect dialect)
    {
        var name = model.Table.Value;
        if (model.Row is not { IsComplete: true } row || model.Mode.Value is not ("Append" or "Replace" or "Upsert") || name.IndexOf('{') >= 0 || tables.Find(null, name) is not { } columns)
            return [];
        var faults = new List<Fault>();
        var given = new HashSet<SqlColumn>();
        foreach (var member in row.Members)
        {
            var fitting = SqlRules.Fitting(member, columns);
            given.UnionWith(fitting);
            if (fitting.Count == 0 && model.Mode.Value != "Replace")
                faults.Add(Of(model, $"has no column for member '{member.Name}' of '{row.Type.Display}'. {Faults.DidYouMean(NearestName.Of(member.Column ?? member.Name, columns.Select(c => c.Name!)))}Add the column to the table and renew aqueduct.schema.json, or remove the member."));
            else if (fitting.Count == 1 && dialect == SqlDialect.Sqlite && fitting[0].Declared is { } declared && !Keeps(declared, member.Scalar))
                faults.Add(Of(model, $"has column '{fitting[0].Name}' of type {declared}, which does not keep member '{member.Name}' ({member.Type.Display}) as it is. Change the member's type or the column's."));
        }

        foreach (var column in columns)
            if (column is { Null: SqlNull.No, HasDefault: false } && !given.Contains(column))
                faults.Add(Of(model, $"has column '{column.Name}', which is NOT NULL without a default, and '{row.Type.Display}' has no member for it. Add the member, or give the column a default and renew aqueduct.schema.json."));
        return faults;
    }

    static Fault Of(SaveMethodModel model, string what) => Faults.At(model.Table.Anchor, RuleIds.SaveColumns, model.Method.Name, model.Table.Value, what);

    /// <summary>Whether a column of SQLite keeps values as they are; it would convert others in silence, and the save refuses that.</summary>
    static bool Keeps(string declared, string scalar)
    {
        var type = declared.ToUpperInvariant();
        var integer = type.Contains("INT");
        var text = !integer && (type.Contains("CHAR") || type.Contains("CLOB") || type.Contains("TEXT"));
        var any = !integer && !text && (type.Contains("BLOB") || type is "" or "ANY");
        var real = !integer && !text && !any && (type.Contains("REAL") || type.Contains("FLOA") || type.Contains("DOUB"));
        return any || scalar switch
        {
            "bytes" or "decimal" => true,
            "bool" or "sbyte" or "byte" or "short" or "ushort" or "int" or "uint" or "long" or "ulong" or "float" or "double" => !text,
            "DateOnly" or "DateTime" or "DateTimeOffset" or "TimeOnly" or "Guid" => !integer && !real,
            "string" => text,
            _ => true,
        };
    }
}
