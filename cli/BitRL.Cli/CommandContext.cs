using BitRL.Cli.Composition;
using BitRL.Cli.Rendering;

namespace BitRL.Cli;

/// <summary>What every command needs.</summary>
/// <param name="Terminal">Where it writes.</param>
/// <param name="Arguments">The command line, for the run's manifest.</param>
internal sealed record CommandContext(Terminal Terminal, IReadOnlyList<string> Arguments)
{
    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Environments, backends, encoders and trainers.</summary>
    public InstalledPlugins Plugins { get; } = new();
}
