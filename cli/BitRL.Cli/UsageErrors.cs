using System.CommandLine;
using System.CommandLine.Parsing;
using BitRL.Contracts.Plugins;

namespace BitRL.Cli;

/// <summary>Puts a parser's complaints into one line that says what to do.</summary>
internal static class UsageErrors
{
    /// <summary>The failure to report for a command line that has errors.</summary>
    public static CommandException Describe(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        string path = Path(parsed.CommandResult);
        // A misspelt option may have been taken for an argument.
        string? unknown = parsed.UnmatchedTokens.FirstOrDefault() ?? parsed.CommandResult.Tokens.Select(token => token.Value).FirstOrDefault(value => value.StartsWith("--", StringComparison.Ordinal));
        string problem = unknown is not null ? Unknown(unknown, command) : OneLine(parsed.Errors[0].Message);
        return new CommandException(ExitCode.Usage, $"{problem} ('{path} --help' shows what there is)");
    }

    /// <summary>The words that lead to a command: "bitrl model inspect".</summary>
    private static string Path(CommandResult result) => result.Parent is CommandResult parent
        ? $"{Path(parent)} {result.Command.Name}"
        : CommandTree.ProgramName;

    private static string Unknown(string token, Command command)
    {
        string name = token.Split('=')[0];
        if (name.StartsWith('-'))
        {
            var options = command.Options.Where(option => !option.Hidden).Select(option => option.Name);
            return $"there is no option {name}{NearestNames.Question(name, options)}";
        }

        return command.Subcommands.Count > 0
            ? $"there is no command '{token}'{NearestNames.Question(token, command.Subcommands.Select(sub => sub.Name))}"
            : $"'{token}' is one argument too many{Hint(token, command)}";
    }

    /// <summary>People write "env CartPole-v1" for "--env CartPole-v1".</summary>
    private static string Hint(string token, Command command) =>
        command.Options.Any(option => option.Name == "--" + token) ? $"; did you mean --{token}?" : string.Empty;

    private static string OneLine(string message) =>
        string.Join(' ', message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.');
}
