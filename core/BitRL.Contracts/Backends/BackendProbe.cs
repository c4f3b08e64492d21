namespace BitRL.Contracts.Backends;

/// <summary>What a backend found on this machine.</summary>
/// <param name="Score">0 = cannot run here; otherwise higher is faster and <c>--backend auto</c> takes the highest.</param>
/// <param name="Detail">The variant that would run ("AVX2, 2 threads"), or why none can.</param>
public sealed record BackendProbe(int Score, string Detail)
{
    /// <summary>Whether the backend can run here.</summary>
    public bool IsAvailable => Score > 0;

    /// <summary>The backend cannot run here.</summary>
    /// <param name="reason">What is missing and how to get it.</param>
    public static BackendProbe Unavailable(string reason) => new(0, reason);
}
