using System.CommandLine;
using System.CommandLine.Help;
using BitRL.Cli.Commands;


namespace BitRL.Cli;

/// <summary>All commands of the program.</summary>
internal static class CommandTree
{
    /// <summary>What the program is called in messages.</summary>
    public const string ProgramName = "bitrl";

    /// <summary>Builds the tree.</summary>
    public static RootCommand Build(CommandContext context)
    {
        var root = new RootCommand("Reinforcement learning agents that read their world through a frozen 1-bit language model.")
        {
            RunCommand.Create(context),
            EvalCommand.Create(context),
            SweepCommand.Create(context),
            CompareCommand.Create(context),
            EncodeCommand.Create(context),
            EnvsCommand.Create(context),
            EnvCommand.Create(context),
            PlayCommand.Create(context),
            BackendsCommand.Create(context),
            PluginCommand.Create(context),
            ModelCommand.Create(context),
            PretrainCommand.Create(context),
            BenchCommand.Create(context),
            CompletionCommand.Create(context),
        };
        if (root.Options.OfType<HelpOption>().FirstOrDefault() is { Action: HelpAction help } option)
        {
            option.Action = new HelpWithExitCodes(help);
        }

        return root;
    }
}
