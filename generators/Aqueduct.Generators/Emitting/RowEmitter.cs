using System.Collections.Generic;
using Aqueduct.Model;

namespace Aqueduct.Generators.Emitting;

/// <summary>Writes how rows are laid out in columns, and the Columns property of their tables.</summary>
static class RowEmitter
{
    public static string Emit(RowModel row, bool canExtend)
    {
        var writer = new SourceWriter(row.Warnings, [], $"Made by Aqueduct for the rows {row.Type.Display}: how a table keeps them in columns.");
        writer.Open("namespace Aqueduct.Generated");
        WriteLayout(writer, row);
        if (canExtend && row.HasColumns)
        {
            writer.Line();
            WriteColumns(writer, row);
        }

        writer.Close();
        if (canExtend && row.HasColumns)
        {
            writer.Line();
            WriteExtension(writer, row);
        }

        return writer.Finish();
    }

    static void WriteLayout(SourceWriter writer, RowModel row)
    {
        var type = row.Type.Full;
        writer.Open($"internal sealed class {row.Identifier}Row : global::Aqueduct.Runtime.RowType<{type}>");
        writer.Line("static readonly global::Aqueduct.Runtime.Field[] Layout =");
        writer.Line("[");
        writer.Indent();
        foreach (var member in row.Members)
            writer.Line($"global::Aqueduct.Runtime.Field.Of<{member.Type.Full}>({Text.Quote(member.Name)}, {(member.IsNullable ? "true" : "false")}{(member.Column is null ? "" : ", " + Text.Quote(member.Column))}),");
        writer.Outdent();
        writer.Line("];");
        writer.Line();
        writer.Line("public override global::System.Collections.Generic.IReadOnlyList<global::Aqueduct.Runtime.Field> Fields => Layout;");
        writer.Line();
        writer.Line($"public override {type} Read(global::Aqueduct.Runtime.Column[] columns, int index) =>");
        writer.Indent();
        Construction.Write(writer, "new " + type, Parts(row));
        writer.Outdent();
        writer.Line();
        writer.Open($"public override void Append(global::Aqueduct.Runtime.ColumnBuilder[] builders, {type} row)");
        for (var i = 0; i < row.Members.Count; i++)
            writer.Line($"builders[{Text.Number(i)}].Add<{row.Members[i].Type.Full}>(row.{Text.Identifier(row.Members[i].Name)});");
        writer.Close();
        writer.Close();
    }

    static IEnumerable<Part> Parts(RowModel row)
    {
        for (var i = 0; i < row.Members.Count; i++)
            yield return new Part(row.Members[i].Name, $"columns[{Text.Number(i)}].At<{row.Members[i].Type.Full}>(index)", row.Members[i].InConstructor);
    }

    static void WriteColumns(SourceWriter writer, RowModel row)
    {
        // A column may have any name: the table and the struct make way.
        var table = "table";
        while (Has(row, table))
            table += "_";
        writer.Line($"/// <summary>The columns of a table of {System.Security.SecurityElement.Escape(row.Type.Display)}, each as a span.</summary>");
        writer.Open($"internal readonly struct {NameOfColumns(row)}(global::Aqueduct.Table<{row.Type.Full}> {table})");
        for (var i = 0; i < row.Members.Count; i++)
            writer.Line($"public {(IsObjects(row.Members[i].Name) ? "new " : "")}global::System.ReadOnlySpan<{row.Members[i].Type.Full}> {Text.Identifier(row.Members[i].Name)} => {table}.ColumnAt({Text.Number(i)}).As<{row.Members[i].Type.Full}>();");
        writer.Close();
    }

    /// <summary>Whether the name is one that every struct has a member of.</summary>
    static bool IsObjects(string name) => name is "Equals" or "GetHashCode" or "GetType" or "ToString" or "MemberwiseClone" or "ReferenceEquals";

    static string NameOfColumns(RowModel row) => row.Identifier + (Has(row, row.Identifier + "Columns") ? "Columns_" : "Columns");

    static bool Has(RowModel row, string member)
    {
        foreach (var candidate in row.Members)
            if (candidate.Name == member)
                return true;
        return false;
    }

    /// <summary>In the namespace that people import anyway.</summary>
    static void WriteExtension(SourceWriter writer, RowModel row)
    {
        writer.Open("namespace Aqueduct");
        writer.Open($"internal static class {row.Identifier}TableColumns");
        writer.Open($"extension(global::Aqueduct.Table<{row.Type.Full}> table)");
        writer.Line("/// <summary>The columns, each as a span.</summary>");
        writer.Line($"public global::Aqueduct.Generated.{NameOfColumns(row)} Columns => new(table);");
        writer.Close();
        writer.Close();
        writer.Close();
    }
}
