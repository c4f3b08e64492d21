using BitRL.Agent.Folders;
using Parquet;
using Parquet.Schema;

namespace BitRL.Experiments.Results;

/// <summary>Results as a Parquet file, with the manifest and the sweep file in its metadata.</summary>
public static class ParquetFile
{
    /// <summary>Key of the manifest in the file's metadata.</summary>
    public const string ManifestKey = "bitrl.sweep";

    /// <summary>Key of the sweep file's text in the file's metadata.</summary>
    public const string FileKey = "bitrl.sweep.file";

    /// <summary>Writes a table.</summary>
    /// <param name="table">The table; at least one row.</param>
    /// <param name="metadata">Goes into the file's metadata.</param>
    /// <param name="path">The target.</param>
    /// <exception cref="RunFolderException">It cannot be written; the old file is unchanged.</exception>
    public static async Task WriteAsync(ResultTable table, IReadOnlyDictionary<string, string> metadata, string path)
    {
        ArgumentNullException.ThrowIfNull(table);
        DataField[] fields = [.. table.Columns.Select(Field)];
        using var buffer = new MemoryStream();
        await using (ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), buffer))
        {
            writer.CustomMetadata = new Dictionary<string, string>(metadata, StringComparer.Ordinal);
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            for (int i = 0; i < fields.Length; i++)
            {
                await WriteColumnAsync(group, fields[i], table.Columns[i].Type, [.. table.Rows.Select(row => row[i])]);
            }
        }

        AtomicFile.Write(path, stream => stream.Write(buffer.GetBuffer(), 0, (int)buffer.Length));
    }

    private static DataField Field(ResultColumn column) => column.Type switch
    {
        ResultType.Integer => new DataField<long?>(column.Name),
        ResultType.Number => new DataField<double?>(column.Name),
        _ => new DataField<string>(column.Name, true),
    };

    private static async Task WriteColumnAsync(ParquetRowGroupWriter group, DataField field, ResultType type, object?[] values)
    {
        switch (type)
        {
            case ResultType.Integer:
                await group.WriteAsync<long>(field, values.Select(value => (long?)value).ToArray().AsMemory());
                break;
            case ResultType.Number:
                await group.WriteAsync<double>(field, values.Select(value => (double?)value).ToArray().AsMemory());
                break;
            default:
                await group.WriteAsync(field, values.Select(value => (string)value!).ToArray());
                break;
        }
    }
}
