using System.Text.RegularExpressions;
using BitRL.Agent.Checkpoints;
using BitRL.Agent.Configuration;
using BitRL.Agent.Folders;
using BitRL.Agent.Training;
using BitRL.Cli.Rendering;
using BitRL.Contracts.Backends;
using BitRL.Model.Weights;
using BitRL.Plugins;

namespace BitRL.Cli;

/// <summary>Turns a failure into one line on standard error and an exit code. No stack trace, unless BITRL_DEBUG=1 asks for it.</summary>
internal sealed partial class FailureReport(Terminal terminal)
{
    private const int MostCharacters = 4000;

    /// <summary>Reports a failure.</summary>
    /// <returns>Its exit code.</returns>
    public int Write(Exception failure)
    {
        failure = Unwrap(failure);
        var (code, message) = Classify(failure);
        terminal.Error.WriteLine($"{CommandTree.ProgramName}: {OneLine(message)}");
        if (terminal.ShowsStackTraces)
        {
            terminal.Error.WriteLine(failure);
        }

        terminal.Error.Flush();
        return code;
    }

    /// <summary>Exit code and message of a failure.</summary>
    internal static (int Code, string Message) Classify(Exception failure) => failure switch
    {
        CommandException command => (command.ExitCode, command.Message),
        BackendUnavailableException => (ExitCode.BackendUnavailable, failure.Message),
        UnknownNameException or ConfigurationException => (ExitCode.Usage, failure.Message),
        GgufFormatException or InvalidDataException => (ExitCode.BadInput, failure.Message),
        RunFolderException => (ExitCode.InputOutput, failure.Message),
        CheckpointMismatchException => (ExitCode.CheckpointMismatch, failure.Message),
        RunFaultException => (ExitCode.Unexpected, failure.Message),
        UnauthorizedAccessException or IOException => (ExitCode.InputOutput, $"{failure.Message.TrimEnd('.')}; check the path, its permissions and the free space"),
        OutOfMemoryException => (ExitCode.Unexpected, "not enough memory; try fewer environments (--num-envs) or a smaller memo (--memo)"),
        _ => (ExitCode.Unexpected, $"unexpected {failure.GetType().Name}: {failure.Message.TrimEnd('.')}; BITRL_DEBUG=1 shows where it came from"),
    };

    private static Exception Unwrap(Exception failure)
    {
        while (failure is AggregateException { InnerException: { } inner })
        {
            failure = inner;
        }

        return failure;
    }

    /// <summary>One line that a terminal can be given, whatever a message repeats of names and files of others. .NET appends the parameter's name to what an argument check says, which means nothing to a user.</summary>
    private static string OneLine(string message) =>
        PlainText.Of(string.Join(' ', ParameterName().Replace(message, string.Empty).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)), MostCharacters);

    [GeneratedRegex(@" \(Parameter '[^']*'\)")]
    private static partial Regex ParameterName();
}
