using System.Collections.Immutable;

namespace BitRL.Contracts.Environments;

/// <summary>What actions an environment takes: one of n, or a vector in a box. Immutable.</summary>
public sealed class ActionSpace
{
    private ActionSpace(int choices, ImmutableArray<float> low, ImmutableArray<float> high)
    {
        Choices = choices;
        Low = low;
        High = high;
    }

    /// <summary>Whether actions are one of <see cref="Choices"/>.</summary>
    public bool IsDiscrete => Choices > 0;

    /// <summary>Number of choices of a discrete space; 0 for a box.</summary>
    public int Choices { get; }

    /// <summary>Lower bounds of a box, one a dimension; empty for a discrete space.</summary>
    public ImmutableArray<float> Low { get; }

    /// <summary>Upper bounds of a box; empty for a discrete space.</summary>
    public ImmutableArray<float> High { get; }

    /// <summary>Numbers an action takes: 1 for a discrete space (the index of the choice), the dimension for a box.</summary>
    public int Size => IsDiscrete ? 1 : Low.Length;

    /// <summary>One of <paramref name="choices"/>, numbered from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 1 choice.</exception>
    public static ActionSpace Discrete(int choices)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(choices, 1);
        return new ActionSpace(choices, [], []);
    }

    /// <summary>A vector between bounds.</summary>
    /// <exception cref="ArgumentException">No dimension, different lengths, or a bound that is not finite or not ordered.</exception>
    public static ActionSpace Box(ImmutableArray<float> low, ImmutableArray<float> high)
    {
        if (low.IsDefaultOrEmpty || high.IsDefault || low.Length != high.Length)
        {
            throw new ArgumentException("a box needs as many lower as upper bounds, and at least one", nameof(low));
        }

        for (int i = 0; i < low.Length; i++)
        {
            if (!float.IsFinite(low[i]) || !float.IsFinite(high[i]) || low[i] >= high[i])
            {
                throw new ArgumentException($"dimension {i} has the bounds {low[i]}..{high[i]}; they must be finite and ordered", nameof(low));
            }
        }

        return new ActionSpace(0, low, high);
    }

    /// <inheritdoc/>
    public override string ToString() => IsDiscrete ? $"Discrete({Choices})" : $"Box({Low.Length})";
}
