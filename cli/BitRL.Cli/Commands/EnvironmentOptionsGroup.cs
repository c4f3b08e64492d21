using System.CommandLine;
using BitRL.Cli.Composition;

namespace BitRL.Cli.Commands;

/// <summary>The environment that a command works with: its name as argument and <c>--set env.NAME=value</c>.</summary>
internal sealed class EnvironmentOptionsGroup
{
    private readonly CommandContext _context;
    private readonly Symbol _name;
    private readonly Option<string[]> _set = new("--set") { Description = "A setting of the environment, as 'bitrl envs ID' lists them.", HelpName = "env.NAME=value" };

    private EnvironmentOptionsGroup(CommandContext context, Symbol name)
    {
        _context = context;
        _name = name;
    }

    /// <summary>The name is the command's argument.</summary>
    public static EnvironmentOptionsGroup AddArgumentTo(Command command, CommandContext context)
    {
        var name = new Argument<string>("env") { Description = "The environment; without a version, the newest." };
        name.CompletionSources.Add(_ => context.Plugins.EnvironmentIds());
        command.Arguments.Add(name);
        return Add(command, context, name);
    }

    /// <summary>The name is the option <c>--env</c>.</summary>
    public static EnvironmentOptionsGroup AddOptionTo(Command command, CommandContext context)
    {
        var name = new Option<string>("--env") { Description = "The environment; without a version, the newest.", HelpName = "ID", Required = true };
        name.CompletionSources.Add(_ => context.Plugins.EnvironmentIds());
        command.Options.Add(name);
        return Add(command, context, name);
    }

    /// <summary>Finds the environment.</summary>
    /// <exception cref="CommandException">A setting that it does not have.</exception>
    /// <exception cref="Plugins.UnknownNameException">There is none of this name.</exception>
    public EnvironmentSource Open(ParseResult parsed)
    {
        string name = _name is Argument<string> argument ? parsed.GetRequiredValue(argument) : parsed.GetRequiredValue((Option<string>)_name);
        return new EnvironmentSource(_context.Plugins.Host.Environment(name), parsed.GetValue(_set) ?? []);
    }

    private static EnvironmentOptionsGroup Add(Command command, CommandContext context, Symbol name)
    {
        var group = new EnvironmentOptionsGroup(context, name);
        command.Options.Add(group._set);
        return group;
    }
}
