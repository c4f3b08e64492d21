using System.CommandLine;

namespace BitRL.Cli.Commands;

/// <summary><c>bitrl env …</c>: judges one environment.</summary>
internal static class EnvCommand
{
    public static Command Create(CommandContext context) =>
        new("env", "Judge an environment: against recordings of the original, and by what a learner needs of it.") { EnvReplayCommand.Create(context), EnvCheckCommand.Create(context) };
}
