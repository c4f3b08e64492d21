using BitRL.Ppo.Randomness;

namespace BitRL.Ppo.Policies;

/// <summary>One of n choices with probabilities softmax(outputs); an action is the index of the choice.</summary>
internal sealed class SoftmaxDistribution(int choices) : IActionDistribution
{
    public int Outputs { get; } = choices;

    public int FreeParameters => 0;

    public int ActionSize => 1;

    public void Sample(ReadOnlySpan<float> outputs, ReadOnlySpan<float> free, RandomStream random, Span<float> action) =>
        action[0] = Softmax.Sample(outputs[..Outputs], random);

    public void Mode(ReadOnlySpan<float> outputs, Span<float> action) => action[0] = Softmax.Mode(outputs[..Outputs]);

    public float LogProbability(ReadOnlySpan<float> outputs, ReadOnlySpan<float> free, ReadOnlySpan<float> action, out float entropy) =>
        Softmax.LogProbability(outputs[..Outputs], (int)action[0], out entropy);

    public void Gradient(
        ReadOnlySpan<float> outputs, ReadOnlySpan<float> free, ReadOnlySpan<float> action,
        float logProbabilityWeight, float entropyWeight, Span<float> outputGradient, Span<float> freeGradient) =>
        Softmax.Gradient(outputs[..Outputs], (int)action[0], logProbabilityWeight, entropyWeight, outputGradient);
}
