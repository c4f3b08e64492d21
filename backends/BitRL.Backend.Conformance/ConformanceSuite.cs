using System.Collections.Immutable;
using BitRL.Backend.Conformance.Cases;
using BitRL.Contracts.Backends;

namespace BitRL.Backend.Conformance;

/// <summary>The case list that every backend must pass, in CI and on a user's machine.</summary>
public static class ConformanceSuite
{
    /// <summary>All cases, cheap ones first within an operation.</summary>
    public static ImmutableArray<ConformanceCase> Cases { get; } =
    [
        .. EmbedCase.All,
        .. NormCase.All,
        .. QuantizeCase.All,
        .. TernaryCase.All,
        .. DenseCase.All,
        .. RopeCase.All,
        .. AttentionCase.All,
        .. GateCase.All,
        .. CopyRowsCase.All,
        .. PoolCase.All,
        .. IndependenceCase.All,
        .. RefusalCase.All,
    ];

    /// <summary>Runs every case on a device, one after the other.</summary>
    /// <param name="device">Stays open.</param>
    /// <param name="workers">Workers of each queue, 1 to the device's thread count.</param>
    /// <param name="cancellationToken">Stops between two cases.</param>
    public static IEnumerable<ConformanceResult> Run(IComputeDevice device, int workers, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        foreach (ConformanceCase conformanceCase in Cases)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return conformanceCase.Run(device, workers);
        }
    }
}
