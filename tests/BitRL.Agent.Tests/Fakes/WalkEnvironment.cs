using System.Collections.Immutable;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Observations;

namespace BitRL.Agent.Tests.Fakes;

/// <summary>
/// A noisy walk on a line: action 1 goes right, 0 left, each step adds noise from the episode's seed. Reaching +1 ends the task with reward 1,
/// -1 ends it with reward -1, and 12 steps cut it off; every step costs 0.01. Right is always best, so an agent must learn it.
/// </summary>
internal sealed class WalkEnvironment(EnvironmentDescriptor descriptor, int count, WalkFaults faults) : IVectorEnvironment, IEpisodeMeasures, IEpisodeKinds
{
    private readonly double[] _positions = new double[count];
    private readonly ulong[] _random = new ulong[count];
    private readonly int[] _kinds = new int[count];
    private readonly int[] _steps = new int[count];
    private readonly bool[] _over = [.. Enumerable.Repeat(true, count)];

    public EnvironmentDescriptor Descriptor => descriptor;

    public int Count => count;

    public ImmutableArray<string> Measures => ["success", "end"];

    public ImmutableArray<string> Kinds => ["even_seed", "odd_seed"];

    public bool IsDisposed { get; private set; }

    public long Resets { get; private set; }

    public long StepCalls { get; private set; }

    public void Reset(ReadOnlySpan<int> indices, ReadOnlySpan<ulong> seeds)
    {
        for (int k = 0; k < indices.Length; k++)
        {
            int copy = indices[k];
            _random[copy] = seeds[k];
            _kinds[copy] = faults.HasWrongKind ? 2 : (int)(seeds[k] % 2);
            _positions[copy] = 0.4 * Draw(copy);
            _steps[copy] = 0;
            _over[copy] = false;
            Resets++;
        }
    }

    public void Step(ReadOnlySpan<float> actions, Span<StepResult> results)
    {
        StepCalls++;
        for (int copy = 0; copy < count; copy++)
        {
            if (_over[copy])
            {
                throw new InvalidOperationException($"copy {copy} was not reset");
            }

            if (actions[copy] is not (0 or 1))
            {
                throw new ArgumentException($"action {actions[copy]}", nameof(actions));
            }

            _positions[copy] += (0.25 * ((2 * actions[copy]) - 1)) + (0.2 * Draw(copy));
            bool terminated = Math.Abs(_positions[copy]) >= 1;
            bool truncated = ++_steps[copy] == descriptor.MaxEpisodeSteps;
            double reward = -0.01 + (terminated ? Math.Sign(_positions[copy]) : 0);
            results[copy] = new StepResult(StepCalls == faults.NaNRewardAtStep ? double.NaN : reward, terminated, truncated);
            _over[copy] = terminated || truncated;
        }
    }

    public void CopyObservations(Span<float> destination)
    {
        for (int copy = 0; copy < count; copy++)
        {
            destination[2 * copy] = StepCalls == faults.NaNObservationAtStep && faults.NaNObservationAtStep > 0 ? float.NaN : (float)_positions[copy];
            destination[(2 * copy) + 1] = _steps[copy] / 12f;
        }
    }

    public void CopyMeasures(int index, Span<double> destination)
    {
        destination[0] = _positions[index] >= 1 ? 1 : 0;
        destination[1] = _positions[index];
    }

    public int KindOf(int index) => _kinds[index];

    public int WriteEpisode(int index, TextStyle style, Span<byte> destination) => 0;

    public int WriteStep(int index, TextStyle style, Span<byte> destination)
    {
        var writer = new Utf8TextWriter(destination);
        writer.Write("x="u8);
        writer.Write(StepCalls == faults.NaNTextAtStep && faults.NaNTextAtStep > 0 ? double.NaN : _positions[index], -2, 2, 3, "x");
        writer.Write(" t="u8);
        writer.Write(_steps[index], 0, 12);
        writer.Write("\n"u8);
        return writer.Length;
    }

    public void Dispose() => IsDisposed = true;

    /// <summary>Uniform in [-1, 1), from the copy's own state.</summary>
    private double Draw(int copy)
    {
        ulong z = _random[copy] += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (2.0 / (1L << 53)) - 1;
    }
}
