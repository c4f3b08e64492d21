using System.CommandLine;

namespace BitRL.Cli.Commands;

/// <summary><c>bitrl model …</c>: looks into backbones.</summary>
internal static class ModelCommand
{
    public static Command Create(CommandContext context) =>
        new("model", "Look into a backbone.") { ModelInspectCommand.Create(context), ModelProbeCommand.Create(context) };
}
