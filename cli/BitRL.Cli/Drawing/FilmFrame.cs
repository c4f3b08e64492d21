using System.Collections.Immutable;

namespace BitRL.Cli.Drawing;

/// <summary>One state of an episode, as a person sees it.</summary>
/// <param name="View">What is shown of the world.</param>
/// <param name="Shapes">From back to front.</param>
internal sealed record FilmFrame(SceneView View, ImmutableArray<SceneShape> Shapes)
{
    /// <summary>From 0.</summary>
    public required int Episode { get; init; }

    /// <summary>Steps since the start of the episode.</summary>
    public required int Step { get; init; }

    /// <summary>What led to the state; empty at the start.</summary>
    public required string Action { get; init; }

    /// <summary>Reward of that step.</summary>
    public required double Reward { get; init; }

    /// <summary>Rewards so far.</summary>
    public required double Return { get; init; }

    /// <summary>The text that the agent reads; empty where it reads none.</summary>
    public required string Text { get; init; }
}
