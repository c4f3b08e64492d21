using System.Collections.Immutable;
using BitRL.Contracts.Environments;
using Shouldly;

namespace BitRL.Envs.BabyAI.Tests.Golden;

/// <summary>Fails at the first difference, and counts what was compared.</summary>
internal sealed class ExactComparison : IReplayComparison
{
    private readonly Dictionary<string, int> _counts = RecordedRoom.Quantities.ToDictionary(quantity => quantity.Name, _ => 0);

    public ImmutableSortedDictionary<string, int> Counts => _counts.ToImmutableSortedDictionary();

    public void Compare(string quantity, ReadOnlySpan<double> recorded, ReadOnlySpan<double> replayed)
    {
        replayed.ToArray().ShouldBe(recorded.ToArray(), quantity);
        _counts[quantity]++;
    }

    public void Compare(string quantity, ReadOnlySpan<char> recorded, ReadOnlySpan<char> replayed)
    {
        replayed.ToString().ShouldBe(recorded.ToString(), quantity);
        _counts[quantity]++;
    }
}
