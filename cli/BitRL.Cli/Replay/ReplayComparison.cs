using System.Collections.Immutable;
using BitRL.Contracts.Environments;

namespace BitRL.Cli.Replay;

/// <summary>Compares what an environment hands over, in one mode.</summary>
internal sealed class ReplayComparison : IReplayComparison
{
    private readonly Dictionary<string, (QuantityErrors Errors, int Steps)> _quantities = new(StringComparer.Ordinal);
    private readonly bool _isFreeRunning;
    private ReplayPlace _place;

    /// <param name="quantities">What the environment declares.</param>
    /// <param name="mode">One mode.</param>
    public ReplayComparison(ImmutableArray<ReplayQuantity> quantities, ReplayMode mode)
    {
        _isFreeRunning = mode == ReplayMode.FreeRunning;
        foreach (var quantity in quantities)
        {
            var errors = new QuantityErrors(_isFreeRunning ? quantity.FreeRunningTolerance : quantity.StepTolerance);
            if (!_quantities.TryAdd(quantity.Name, (errors, _isFreeRunning ? quantity.FreeRunningSteps : int.MaxValue)))
            {
                throw new ArgumentException($"the environment declares the quantity '{quantity.Name}' twice; report it to its author");
            }
        }
    }

    /// <summary>Steps taken.</summary>
    public long Steps { get; private set; }

    /// <summary>What was found, by quantity.</summary>
    public QuantityErrors this[string quantity] => _quantities[quantity].Errors;

    /// <summary>Pairs of values that were compared.</summary>
    public long Comparisons => _quantities.Values.Sum(quantity => quantity.Errors.Comparisons);

    /// <summary>Pairs that were out of tolerance.</summary>
    public long Mismatches => _quantities.Values.Sum(quantity => quantity.Errors.Mismatches);

    /// <summary>Says where the replay is; a place with a step counts as one taken.</summary>
    public void MoveTo(ReplayPlace place)
    {
        _place = place;
        Steps += place.Step is null ? 0 : 1;
    }

    /// <inheritdoc/>
    public void Compare(string quantity, ReadOnlySpan<double> recorded, ReadOnlySpan<double> replayed)
    {
        if (Wanted(quantity) is { } errors)
        {
            errors.Add(Difference(recorded, replayed), _place);
        }
    }

    /// <inheritdoc/>
    public void Compare(string quantity, ReadOnlySpan<char> recorded, ReadOnlySpan<char> replayed)
    {
        if (Wanted(quantity) is { } errors)
        {
            errors.Add(recorded.SequenceEqual(replayed) ? 0 : 1, _place);
        }
    }

    /// <summary>The largest |a − b|; infinite for other lengths, or where a NaN meets a number.</summary>
    internal static double Difference(ReadOnlySpan<double> recorded, ReadOnlySpan<double> replayed)
    {
        if (recorded.Length != replayed.Length)
        {
            return double.PositiveInfinity;
        }

        double largest = 0;
        for (int i = 0; i < recorded.Length; i++)
        {
            // Equals, not ==: NaN equals NaN, and two equal infinities do not differ by NaN.
            double error = recorded[i].Equals(replayed[i]) ? 0 : Math.Abs(recorded[i] - replayed[i]);
            largest = Math.Max(largest, double.IsNaN(error) ? double.PositiveInfinity : error);
        }

        return largest;
    }

    /// <summary>Null where free running is past the steps that count.</summary>
    private QuantityErrors? Wanted(string quantity) => _quantities.TryGetValue(quantity, out var known)
        ? (_place.Step ?? 0) < known.Steps ? known.Errors : null
        : throw new ArgumentException($"the environment compares '{quantity}', which it does not declare (it declares {string.Join(", ", _quantities.Keys)}); report it to its author");
}
