using System.Collections.Immutable;

namespace BitRL.Agent.Configuration;

/// <summary>A configuration cannot be used. The message holds every problem; each names the key, the value, where it was given and what to do.</summary>
public sealed class ConfigurationException : Exception
{
    /// <summary>Creates it without problems.</summary>
    public ConfigurationException()
        : this([])
    {
    }

    /// <summary>Creates it with one problem.</summary>
    public ConfigurationException(string message)
        : this([message])
    {
    }

    /// <summary>Creates it with one problem and its cause.</summary>
    public ConfigurationException(string message, Exception innerException)
        : base(message, innerException) => Problems = [message];

    /// <summary>Creates it with all problems.</summary>
    public ConfigurationException(ImmutableArray<string> problems)
        : base(string.Join("; ", problems)) => Problems = problems;

    /// <summary>All problems, in the order in which they were found; each is one line.</summary>
    public ImmutableArray<string> Problems { get; }
}
