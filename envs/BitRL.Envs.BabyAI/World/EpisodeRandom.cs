namespace BitRL.Envs.BabyAI;

/// <summary>
/// The randomness of one episode: SplitMix64, whose 64-bit state is the seed itself, so that neighbouring seeds give unrelated episodes. A
/// mutable struct: pass it by reference.
/// </summary>
internal struct EpisodeRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Uniform in 0..<paramref name="count"/> − 1. The bias of at most count / 2⁶⁴ is far below what an episode could show.</summary>
    public int Index(int count) => (int)Math.BigMul(Next(), (ulong)count, out _);

    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        ulong z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
