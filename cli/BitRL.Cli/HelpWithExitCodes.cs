using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace BitRL.Cli;

/// <summary>The help text, followed by the exit codes where the whole program is described.</summary>
internal sealed class HelpWithExitCodes(HelpAction inner) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        int code = inner.Invoke(parseResult);
        if (parseResult.CommandResult.Command is RootCommand)
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Exit codes:");
            foreach (var (exitCode, meaning) in ExitCode.Help)
            {
                output.WriteLine($"  {exitCode,-15} {meaning}");
            }
        }

        return code;
    }
}
