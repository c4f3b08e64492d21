using BitRL.Contracts.Environments;

namespace BitRL.Cli.Play;

/// <summary>How an episode ended.</summary>
/// <param name="Return">Sum of rewards.</param>
/// <param name="Steps">Actions taken.</param>
/// <param name="End">terminated, truncated, stopped (by --max-steps) or left (by the player).</param>
/// <param name="Measures">The environment's own figures of an episode that it ended.</param>
internal sealed record PlayScore(double Return, int Steps, string End, IReadOnlyList<KeyValuePair<string, double>> Measures)
{
    /// <summary>The score of the episode that copy 0 plays.</summary>
    public static PlayScore Of(IVectorEnvironment environment, PlayState state, bool wasLeft)
    {
        string end = state.Result.Terminated ? "terminated" : state.Result.Truncated ? "truncated" : wasLeft ? "left" : "stopped";
        return new PlayScore(state.Return, state.Steps, end, state.IsOver && environment is IEpisodeMeasures measured ? Read(measured) : []);
    }

    private static List<KeyValuePair<string, double>> Read(IEpisodeMeasures measured)
    {
        double[] values = new double[measured.Measures.Length];
        measured.CopyMeasures(0, values);
        return [.. measured.Measures.Zip(values, KeyValuePair.Create)];
    }
}
