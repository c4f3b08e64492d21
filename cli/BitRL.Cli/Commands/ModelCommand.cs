using System.CommandLine;

namespace BitRL.Cli.Commands;

/// <summary><c>bitrl model …</c>: looks into backbones, and makes stand-ins for them.</summary>
internal static class ModelCommand
{
    public static Command Create(CommandContext context) =>
        new("model", "Look into a backbone, or make a stand-in for one.") { ModelInspectCommand.Create(context), ModelProbeCommand.Create(context), ModelSynthCommand.Create(context), ModelRepackCommand.Create(context), ModelQuantizeCommand.Create(context) };
}
