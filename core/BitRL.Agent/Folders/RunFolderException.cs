namespace BitRL.Agent.Folders;

/// <summary>A run folder or a file in it cannot be made, read or written: read-only, disk full, in use. The message says which and what to do.</summary>
public sealed class RunFolderException : Exception
{
    /// <summary>Creates it without a message.</summary>
    public RunFolderException()
    {
    }

    /// <summary>Creates it with a message that says which file and what to do.</summary>
    public RunFolderException(string message)
        : base(message)
    {
    }

    /// <summary>Creates it with a message and the cause.</summary>
    public RunFolderException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
