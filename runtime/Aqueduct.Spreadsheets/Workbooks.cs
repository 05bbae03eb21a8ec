using Aqueduct.Runtime;
using Aqueduct.Spreadsheets.Reading;
using Aqueduct.Spreadsheets.Writing;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;

namespace Aqueduct.Spreadsheets;

/// <summary>Workbooks of Office Open XML: ECMA-376, part 1.</summary>
sealed class Workbooks : SheetFormat
{
    /// <inheritdoc/>
    public override int Write(IReadOnlyList<FileSheet> sheets, Stream stream, FilePlace file, CancellationToken cancel)
    {
        var rows = 0;
        // The library goes back and forth in its archive, and dates what it puts into it.
        using var draft = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        using (var document = SpreadsheetDocument.Create(draft, SpreadsheetDocumentType.Workbook, autoSave: false))
        {
            document.CompressionOption = System.IO.Packaging.CompressionOption.SuperFast;
            var names = SheetNames.Of([.. sheets.Select(s => s.Name)]);
            var workbook = WorkbookParts.Add(document, names);
            for (var i = 0; i < sheets.Count; i++)
                rows = checked(rows + SheetWriter.Write(WorkbookParts.AddSheet(workbook, i), sheets[i], names[i], file, cancel));
        }

        FixedArchive.Copy(draft, stream);
        return rows;
    }

    /// <inheritdoc/>
    public override RowSource<T> Open<T>(Stream stream, FilePlace file) => new SheetRows<T>(stream, file);
}
