using System.Collections.Immutable;
using BitRL.Contracts.Environments;

namespace BitRL.Envs.Classic;

/// <summary>A state of which recordings of the original exist: it can be made from the numbers that they hold.</summary>
internal interface IRecordedState<TSelf>
    where TSelf : struct, IRecordedState<TSelf>
{
    /// <summary>How many numbers a state is.</summary>
    static abstract int Size { get; }

    /// <summary>Tolerances of <see cref="ReplayNames"/>, in that order.</summary>
    static abstract ImmutableArray<ReplayQuantity> ReplayQuantities { get; }

    /// <summary>The state of these numbers.</summary>
    /// <param name="numbers">[Size], in the order of the original's state vector.</param>
    static abstract TSelf FromNumbers(ReadOnlySpan<double> numbers);

    /// <summary>Writes the numbers of the state.</summary>
    /// <param name="destination">[Size], overwritten.</param>
    void CopyNumbers(Span<double> destination);
}
