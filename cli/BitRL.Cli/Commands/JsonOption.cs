using System.CommandLine;

namespace BitRL.Cli.Commands;

/// <summary><c>--json</c>, the same for every command that has it.</summary>
internal static class JsonOption
{
    public static Option<bool> Create() => new("--json") { Description = "Write JSON to standard output (the last line is one object) and everything else to standard error." };

    /// <summary>Reads the option and prepares the terminal for it.</summary>
    public static bool Apply(this Option<bool> option, ParseResult parsed, CommandContext context)
    {
        bool json = parsed.GetValue(option);
        if (json)
        {
            context.Terminal.BecomeMachineReadable();
        }

        return json;
    }
}
