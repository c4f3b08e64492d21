using System.CommandLine;

namespace BitRL.Cli.Commands;

/// <summary><c>bitrl bench …</c>: measures this machine.</summary>
internal static class BenchCommand
{
    public static Command Create(CommandContext context) =>
        new("bench", "Measure this machine.")
        {
            BenchTrainCommand.Create(context),
            BenchEncodeCommand.Create(context),
            BenchCompareCommand.Create(context),
            BenchBackendCommand.Create(context),
            BenchRooflineCommand.Create(context),
        };
}
