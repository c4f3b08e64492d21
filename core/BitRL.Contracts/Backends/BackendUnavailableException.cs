namespace BitRL.Contracts.Backends;

/// <summary>A backend was asked for that cannot run on this machine. The message says what is missing and what to do.</summary>
public sealed class BackendUnavailableException : Exception
{
    /// <summary>Creates it without a message.</summary>
    public BackendUnavailableException()
    {
    }

    /// <summary>Creates it with a message that says what is missing and what to do.</summary>
    public BackendUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>Creates it with a message and the cause.</summary>
    public BackendUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
