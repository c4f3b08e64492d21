namespace BitRL.Plugins;

/// <summary>A name was asked for that no plugin offers. The message is one line and lists what is near and what there is.</summary>
public sealed class UnknownNameException : Exception
{
    /// <summary>Creates it without a message.</summary>
    public UnknownNameException()
    {
    }

    /// <summary>Creates it with a message.</summary>
    public UnknownNameException(string message)
        : base(message)
    {
    }

    /// <summary>Creates it with a message and the cause.</summary>
    public UnknownNameException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>What was looked for: "environment", "backend".</summary>
    public string Kind { get; init; } = "";

    /// <summary>The name that nothing has.</summary>
    public string Name { get; init; } = "";

    /// <summary>Known names that look alike, the likeliest first; may be empty.</summary>
    public IReadOnlyList<string> Suggestions { get; init; } = [];
}
