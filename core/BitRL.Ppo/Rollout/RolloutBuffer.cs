using System.Runtime.InteropServices;
using BitRL.Contracts.Environments;
using BitRL.Ppo.Checkpoints;

namespace BitRL.Ppo.Rollout;

/// <summary>
/// What happened since the last update, without the features. Arrays are [steps, environments] row-major. Filled step by step:
/// <see cref="Begin"/> when actions are chosen, <see cref="Complete"/> when their results are in. Not thread-safe.
/// </summary>
internal sealed class RolloutBuffer
{
    private readonly int _environments;
    private readonly int _actionSize;
    private readonly float[] _actions;
    private readonly float[] _logProbabilities;
    private readonly float[] _rewards;
    private readonly bool[] _ends;
    private readonly List<int> _truncated;
    private int _steps;

    public RolloutBuffer(int environments, int transitions, int actionSize)
    {
        _environments = environments;
        _actionSize = actionSize;
        StepCapacity = (transitions + environments - 1) / environments;
        Capacity = checked(StepCapacity * environments);
        _actions = new float[Capacity * actionSize];
        _logProbabilities = new float[Capacity];
        _rewards = new float[Capacity];
        _ends = new bool[Capacity];
        _truncated = new List<int>(Capacity);
        Bootstrapped = new float[Capacity];
        Values = new float[Capacity];
        Advantages = new float[Capacity];
        Returns = new float[Capacity];
    }

    /// <summary>Steps of all environments that make it full.</summary>
    public int StepCapacity { get; }

    /// <summary>Transitions that make it full.</summary>
    public int Capacity { get; }

    /// <summary>Transitions of the steps that are complete.</summary>
    public int Count => _steps * _environments;

    public bool IsFull => _steps == StepCapacity;

    /// <summary>Whether actions were chosen whose results are not in yet.</summary>
    public bool IsAwaitingResults { get; private set; }

    /// <summary>[Capacity, ActionSize], as drawn: not clipped.</summary>
    public ReadOnlySpan<float> Actions => _actions;

    /// <summary>Of the actions, under the policy that drew them.</summary>
    public Span<float> LogProbabilities => _logProbabilities;

    /// <summary>As observed, perhaps scaled.</summary>
    public ReadOnlySpan<float> Rewards => _rewards;

    /// <summary>Whether the episode ended with the step.</summary>
    public ReadOnlySpan<bool> Ends => _ends;

    /// <summary>Indices of the steps to bootstrap, ascending.</summary>
    public ReadOnlySpan<int> Truncated => CollectionsMarshal.AsSpan(_truncated);

    /// <summary>Rewards with the future that truncation cut off; written by the update.</summary>
    public float[] Bootstrapped { get; }

    /// <summary>Written by the update.</summary>
    public float[] Values { get; }

    /// <summary>Written by the update.</summary>
    public float[] Advantages { get; }

    /// <summary>Written by the update.</summary>
    public float[] Returns { get; }

    /// <summary>Takes the actions of a step.</summary>
    /// <param name="actions">[environments, ActionSize].</param>
    /// <param name="logProbabilities">[environments].</param>
    public void Begin(ReadOnlySpan<float> actions, ReadOnlySpan<float> logProbabilities)
    {
        IsAwaitingResults = true;
        actions.CopyTo(_actions.AsSpan(Count * _actionSize));
        logProbabilities.CopyTo(_logProbabilities.AsSpan(Count));
    }

    /// <summary>Takes the results of the actions of the last <see cref="Begin"/>.</summary>
    /// <param name="results">[environments].</param>
    /// <param name="rewards">[environments]: the rewards to learn from, which may be scaled.</param>
    public void Complete(ReadOnlySpan<StepResult> results, ReadOnlySpan<float> rewards)
    {
        int first = Count;
        rewards.CopyTo(_rewards.AsSpan(first));
        for (int i = 0; i < results.Length; i++)
        {
            _ends[first + i] = results[i].IsDone;
            if (results[i] is { Truncated: true, Terminated: false })
            {
                _truncated.Add(first + i);
            }
        }

        _steps++;
        IsAwaitingResults = false;
    }

    public void Clear()
    {
        _steps = 0;
        _truncated.Clear();
    }

    public void Save(StateWriter writer)
    {
        int count = Count;
        writer.Write(_steps);
        writer.Write(_actions.AsSpan(0, count * _actionSize));
        writer.Write(_logProbabilities.AsSpan(0, count));
        writer.Write(_rewards.AsSpan(0, count));
        for (int i = 0; i < count; i++)
        {
            writer.Write(_ends[i]);
        }

        writer.Write(_truncated.Count);
        foreach (int index in _truncated)
        {
            writer.Write(index);
        }
    }

    public void Load(StateReader reader)
    {
        Clear();
        _steps = reader.ReadCount(StepCapacity - 1);
        int count = Count;
        reader.Read(_actions.AsSpan(0, count * _actionSize));
        reader.Read(_logProbabilities.AsSpan(0, count));
        reader.Read(_rewards.AsSpan(0, count));
        for (int i = 0; i < count; i++)
        {
            _ends[i] = reader.ReadBoolean();
        }

        int truncated = reader.ReadCount(count);
        for (int i = 0; i < truncated; i++)
        {
            _truncated.Add(reader.ReadCount(count - 1));
        }
    }
}
