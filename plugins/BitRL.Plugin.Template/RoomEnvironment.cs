using BitRL.Contracts.Environments;
using BitRL.Contracts.Observations;

namespace BitRL.Plugin.Template;

/// <summary>
/// Rooms that leak heat and can be heated; each step costs the distance from 20 degrees. A copy's state is three numbers, and everything random
/// follows from the seed of its episode.
/// </summary>
internal sealed class RoomEnvironment(EnvironmentDescriptor descriptor, int count) : IVectorEnvironment
{
    private const double Wanted = 20;
    private const double Leak = 0.05;
    private const double Heat = 2;

    private readonly double[] _outside = new double[count];
    private readonly double[] _inside = new double[count];
    private readonly int[] _steps = new int[count];

    /// <inheritdoc/>
    public EnvironmentDescriptor Descriptor { get; } = descriptor;

    /// <inheritdoc/>
    public int Count => _inside.Length;

    /// <inheritdoc/>
    public void Reset(ReadOnlySpan<int> indices, ReadOnlySpan<ulong> seeds)
    {
        for (int k = 0; k < indices.Length; k++)
        {
            Random random = new((int)(seeds[k] ^ (seeds[k] >> 32)));
            _outside[indices[k]] = -10 + (20 * random.NextDouble());
            _inside[indices[k]] = 10 + (20 * random.NextDouble());
            _steps[indices[k]] = 0;
        }
    }

    /// <inheritdoc/>
    public void Step(ReadOnlySpan<float> actions, Span<StepResult> results)
    {
        Check(actions, results);
        for (int i = 0; i < Count; i++)
        {
            double heat = actions[i] == 1 ? Heat : 0;
            _inside[i] += heat - (Leak * (_inside[i] - _outside[i]));
            bool truncated = ++_steps[i] >= Descriptor.MaxEpisodeSteps;
            results[i] = new StepResult(-Math.Abs(_inside[i] - Wanted), Terminated: false, truncated);
        }
    }

    /// <inheritdoc/>
    public void CopyObservations(Span<float> destination)
    {
        for (int i = 0; i < Count; i++)
        {
            destination[2 * i] = (float)_outside[i];
            destination[(2 * i) + 1] = (float)_inside[i];
        }
    }

    /// <inheritdoc/>
    public int WriteEpisode(int index, TextStyle style, Span<byte> destination) => Observe(index).WriteEpisode(style, destination);

    /// <inheritdoc/>
    public int WriteStep(int index, TextStyle style, Span<byte> destination) => Observe(index).WriteStep(style, destination);

    /// <inheritdoc/>
    public void Dispose()
    {
        // Holds managed memory only.
    }

    // All before any copy moves: what is refused changes nothing.
    private void Check(ReadOnlySpan<float> actions, Span<StepResult> results)
    {
        if (actions.Length != Count || results.Length != Count)
        {
            throw new ArgumentException($"{actions.Length} actions and {results.Length} results for {Count} copies", nameof(actions));
        }

        for (int i = 0; i < Count; i++)
        {
            if (actions[i] is not (0 or 1))
            {
                throw new ArgumentException($"action {actions[i]} of copy {i} is not 0 or 1", nameof(actions));
            }
        }
    }

    private RoomObservation Observe(int index) => new(_outside[index], _inside[index]);
}
