using System.Text;

namespace BitRL.Agent.Folders;

/// <summary>Files that are there whole or not at all, whenever the process is killed.</summary>
public static class AtomicFile
{
    /// <summary>Writes to a temporary file beside the target, flushes it to the disk, and renames it over the target.</summary>
    /// <param name="path">The target.</param>
    /// <param name="write">Writes the whole content to the stream.</param>
    /// <exception cref="RunFolderException">It failed; the old file is unchanged.</exception>
    public static void Write(string path, Action<Stream> write) => FileGuard.Run(path, () =>
    {
        string temporary = path + ".tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            DeleteIfThere(temporary);
            throw;
        }
    });

    /// <summary>Writes UTF-8 text the same way.</summary>
    /// <exception cref="RunFolderException">It failed; the old file is unchanged.</exception>
    public static void WriteText(string path, string text) => Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    private static void DeleteIfThere(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (FileGuard.IsFileFailure(e))
        {
            // The first failure is the one to report; a leftover temporary file is overwritten by the next write.
        }
    }
}
