namespace BitRL.Cli.Benchmarks.Backends;

/// <summary>Hears of a comparison as it goes.</summary>
internal interface IBackendComparisonObserver
{
    /// <summary>A measurement begins.</summary>
    /// <param name="request">Of what.</param>
    /// <param name="round">From 0.</param>
    void OnStarted(BackendRequest request, int round);

    /// <summary>A measurement ended, well or not.</summary>
    /// <param name="row">With what all rounds so far say.</param>
    /// <param name="round">From 0.</param>
    void OnEnded(BackendRow row, int round);
}
