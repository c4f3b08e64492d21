using System.CommandLine;
using BitRL.Cli.Rendering;

namespace BitRL.Cli;

/// <summary>Parses a command line, runs the command, and turns whatever goes wrong into one line and an exit code.</summary>
internal static class CommandLineHost
{
    /// <summary>Runs one command line.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] arguments, Terminal terminal, TerminationSignals signals)
    {
        var failures = new FailureReport(terminal);
        try
        {
            var root = CommandTree.Build(new CommandContext(terminal, arguments));
            var parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (parsed.Action is not HelpWithExitCodes && parsed.Errors.Count > 0)
            {
                throw UsageErrors.Describe(parsed);
            }

            int code = await parsed.InvokeAsync(
                new InvocationConfiguration
                {
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = null, // TerminationSignals does that, and knows which signal it was
                    Output = terminal.Output,
                    Error = terminal.Error,
                },
                signals.Token);
            return signals.ExitCode != 0 ? signals.ExitCode : code;
        }
        catch (OperationCanceledException) when (signals.ExitCode != 0)
        {
            return signals.ExitCode;
        }
#pragma warning disable CA1031 // the last line of defence: every failure becomes a message and an exit code
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return failures.Write(failure);
        }
    }
}
