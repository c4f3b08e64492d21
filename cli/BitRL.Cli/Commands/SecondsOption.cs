using System.CommandLine;

namespace BitRL.Cli.Commands;

/// <summary><c>--seconds</c> of the commands that measure for a while.</summary>
internal static class SecondsOption
{
    private const double Least = 0.01;
    private const double Most = 600;

    public static Option<double> Create() => new("--seconds") { Description = "How long to measure each figure.", HelpName = "S", DefaultValueFactory = _ => 1 };

    /// <summary>The duration that was asked for.</summary>
    /// <exception cref="CommandException">Out of range.</exception>
    public static TimeSpan Read(ParseResult parsed, Option<double> option) => parsed.GetValue(option) is >= Least and <= Most and var seconds
        ? TimeSpan.FromSeconds(seconds)
        : throw new CommandException(ExitCode.Usage, $"--seconds is {parsed.GetValue(option)}; give {Least} to {Most}");
}
