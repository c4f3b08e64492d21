namespace BitRL.Cli;

/// <summary>Ends a command with a message for the user and an exit code. The message is one line: what, which value, what to do.</summary>
internal sealed class CommandException : Exception
{
    public CommandException(int exitCode, string message)
        : base(message) => ExitCode = exitCode;

    public CommandException(int exitCode, string message, Exception cause)
        : base(message, cause) => ExitCode = exitCode;

    /// <summary>One of <see cref="Cli.ExitCode"/>.</summary>
    public int ExitCode { get; }
}
