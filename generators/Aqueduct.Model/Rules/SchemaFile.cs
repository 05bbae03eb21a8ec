using System;
using System.Collections.Generic;
using System.Linq;
using Aqueduct.Sql;

namespace Aqueduct.Rules;

/// <summary>What aqueduct.schema.json says of the resources' tables; schema: docs/schema/aqueduct-schema.v1.json.</summary>
sealed class SchemaFile
{
    /// <summary>Its file name.</summary>
    public const string Name = "aqueduct.schema.json";

    readonly Dictionary<string, JsonTextValue> _resources = new(StringComparer.OrdinalIgnoreCase);
    readonly List<ResourceFault> _faults = [];

    /// <summary>What is wrong with the file; a file with faults says nothing of any table.</summary>
    public IReadOnlyList<ResourceFault> Faults => _faults;

    public static SchemaFile Parse(string text)
    {
        var file = new SchemaFile();
        if (JsonText.Parse(text, out var error) is not { } root)
            file._faults.Add(new(RuleIds.InvalidSchemaFile, error!.Position, error.Position < text.Length ? 1 : 0, error.Reason));
        else if (Member(root, "resources") is not { Kind: JsonTextKind.Object } resources)
            file._faults.Add(new(RuleIds.InvalidSchemaFile, root.Start, root.Length, "the file holds one object, { \"resources\": { … } }"));
        else
            foreach (var resource in resources.Members)
                file.Read(resource);
        return file;
    }

    /// <summary>The tables of a resource; null where the file does not name it.</summary>
    public SqlTables? Tables(string resource, SqlDialect dialect) => _faults.Count > 0 || !_resources.TryGetValue(resource, out var tables) ? null : new(
        tables.Members.ToDictionary(t => t.Name, t => (IReadOnlyList<SqlColumn>)[.. Member(t.Value, "columns")!.Members.Select(c => Column(c, dialect))], StringComparer.OrdinalIgnoreCase), isWhole: true);

    static SqlColumn Column(JsonTextMember column, SqlDialect dialect) => new(column.Name, SqlTypeRules.Of(Member(column.Value, "type")!.Text, dialect),
        Member(column.Value, "nullable") switch { { Text: "true" } => SqlNull.Yes, { Text: "false" } => SqlNull.No, _ => SqlNull.Unknown })
    {
        Declared = Member(column.Value, "type")!.Text,
        HasDefault = Member(column.Value, "default") is { Text: "true" },
    };

    void Read(JsonTextMember resource)
    {
        if (Member(resource.Value, "tables") is not { Kind: JsonTextKind.Object } tables)
        {
            Fault(resource, $"resource '{resource.Name}' lacks \"tables\", an object with one member for each table");
            return;
        }

        _resources[resource.Name] = tables;
        foreach (var table in tables.Members)
            if (Member(table.Value, "columns") is not { Kind: JsonTextKind.Object } columns)
                Fault(table, $"table '{table.Name}' lacks \"columns\", an object with one member for each column");
            else
                foreach (var column in columns.Members)
                    if (Member(column.Value, "type") is not { Kind: JsonTextKind.String } || Member(column.Value, "nullable") is { Text: not ("true" or "false") } || Member(column.Value, "default") is { Text: not ("true" or "false") })
                        Fault(column, $"column '{column.Name}' is an object with a \"type\"; \"nullable\" and \"default\" are true or false where they are there");
        foreach (var twice in tables.Members.GroupBy(t => t.Name, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
            Fault(twice.Last(), $"table '{twice.Key}' is there twice");
    }

    void Fault(JsonTextMember member, string reason) => _faults.Add(new(RuleIds.InvalidSchemaFile, member.NameStart, member.NameLength, reason));

    static JsonTextValue? Member(JsonTextValue value, string name) => value.Members.FirstOrDefault(m => m.Name == name)?.Value;
}
