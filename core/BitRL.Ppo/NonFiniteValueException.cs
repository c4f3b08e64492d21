namespace BitRL.Ppo;

/// <summary>
/// A NaN or an infinity turned up in a feature, a reward or a gradient. It was refused before it reached a weight or a statistic; the message
/// says where it was.
/// </summary>
public sealed class NonFiniteValueException : Exception
{
    /// <summary>Creates it without a message.</summary>
    public NonFiniteValueException()
    {
    }

    /// <summary>Creates it with a message that says which value and where.</summary>
    public NonFiniteValueException(string message)
        : base(message)
    {
    }

    /// <summary>Creates it with a message and the cause.</summary>
    public NonFiniteValueException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
