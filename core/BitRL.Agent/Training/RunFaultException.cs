namespace BitRL.Agent.Training;

/// <summary>An environment or encoder gave something that no learner can use, such as NaN. The run ended; its last checkpoint is kept. The message says what, where, and how to repeat it.</summary>
public sealed class RunFaultException : Exception
{
    /// <summary>Creates it without a message.</summary>
    public RunFaultException()
    {
    }

    /// <summary>Creates it with a message.</summary>
    public RunFaultException(string message)
        : base(message)
    {
    }

    /// <summary>Creates it with a message and the cause.</summary>
    public RunFaultException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
