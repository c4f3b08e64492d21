namespace BitRL.Agent.Checkpoints;

/// <summary>A checkpoint belongs to another environment, schema, encoder or shape than the run that asks for it. The message says which differs.</summary>
public sealed class CheckpointMismatchException : Exception
{
    /// <summary>Creates it without a message.</summary>
    public CheckpointMismatchException()
    {
    }

    /// <summary>Creates it with a message that says what differs and what to do.</summary>
    public CheckpointMismatchException(string message)
        : base(message)
    {
    }

    /// <summary>Creates it with a message and the cause.</summary>
    public CheckpointMismatchException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
