namespace BitRL.Agent.Folders;

/// <summary>Turns the failures of file operations into <see cref="RunFolderException"/>s that say what to do.</summary>
internal static class FileGuard
{
    // .NET on Unix puts the errno into HResult of an IOException; Windows puts an HRESULT there.
    private const int NoSpace = 28;
    private const int ReadOnlyFileSystem = 30;
    private const int QuotaExceeded = 122;
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027);
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    /// <summary>Runs an operation on a file.</summary>
    /// <exception cref="RunFolderException">It failed.</exception>
    public static T Run<T>(string path, Func<T> operation)
    {
        try
        {
            return operation();
        }
        catch (Exception e) when (IsFileFailure(e))
        {
            throw Translate(path, e);
        }
    }

    /// <summary>Runs an operation on a file.</summary>
    /// <exception cref="RunFolderException">It failed.</exception>
    public static void Run(string path, Action operation)
    {
        try
        {
            operation();
        }
        catch (Exception e) when (IsFileFailure(e))
        {
            throw Translate(path, e);
        }
    }

    /// <summary>Whether an exception is a failure of the file system rather than of the program.</summary>
    public static bool IsFileFailure(Exception e) => e is IOException or UnauthorizedAccessException or NotSupportedException;

    /// <summary>Whether nothing can be written because the whole file system is read-only, which .NET reports like a file in use.</summary>
    public static bool IsReadOnly(Exception e) => e is IOException { HResult: ReadOnlyFileSystem };

    /// <summary>The exception that says what to do about a failure.</summary>
    public static RunFolderException Translate(string path, Exception e) => e switch
    {
        UnauthorizedAccessException => new($"'{path}' cannot be written or read: permission denied; choose another folder with --out, or change its rights", e),
        IOException { HResult: NoSpace or QuotaExceeded or WindowsDiskFull or WindowsHandleDiskFull } =>
            new($"the disk is full: '{path}' could not be written; free some space, then continue from the last checkpoint with --resume", e),
        IOException { HResult: ReadOnlyFileSystem } => new($"'{path}' lies on a read-only file system; choose another folder with --out", e),
        FileNotFoundException or DirectoryNotFoundException => new($"'{path}' does not exist; check the path", e),
        _ => new($"'{path}' cannot be written or read: {e.Message.ReplaceLineEndings(" ")}; choose another folder with --out", e),
    };
}
