namespace BitRL.Ppo.Randomness;

/// <summary>What a random stream is drawn for: each purpose has its own, so that one more draw here changes nothing there. The numbers are part of every seeded run.</summary>
internal enum StreamPurpose
{
    PolicyWeights = 1,
    ValueWeights = 2,
    PolicyProjection = 3,
    ValueProjection = 4,
    Actions = 5,
    Minibatches = 6,
    CandidateWeights = 7,
    CandidateProjection = 8,
}
