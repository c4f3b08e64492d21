using BitRL.Ppo.Randomness;

namespace BitRL.Ppo.Policies;

/// <summary>One of n choices with probabilities softmax(outputs); an action is the index of the choice.</summary>
internal sealed class SoftmaxDistribution(int choices) : IActionDistribution
{
    public int Outputs { get; } = choices;

    public int FreeParameters => 0;

    public int ActionSize => 1;

    public void Sample(ReadOnlySpan<float> outputs, ReadOnlySpan<float> free, RandomStream random, Span<float> action)
    {
        float max = Max(outputs);
        float total = SumOfExponentials(outputs, max);
        double left = random.NextDouble() * total;
        int choice = 0;
        for (; choice < Outputs - 1; choice++)
        {
            left -= MathF.Exp(outputs[choice] - max);
            if (left < 0)
            {
                break;
            }
        }

        action[0] = choice;
    }

    public void Mode(ReadOnlySpan<float> outputs, Span<float> action)
    {
        int best = 0;
        for (int i = 1; i < Outputs; i++)
        {
            if (outputs[i] > outputs[best])
            {
                best = i;
            }
        }

        action[0] = best;
    }

    public float LogProbability(ReadOnlySpan<float> outputs, ReadOnlySpan<float> free, ReadOnlySpan<float> action, out float entropy)
    {
        float max = Max(outputs);
        float total = 0;
        float weighted = 0;
        for (int i = 0; i < Outputs; i++)
        {
            float shifted = outputs[i] - max;
            float exponential = MathF.Exp(shifted);
            total += exponential;
            weighted += exponential * shifted;
        }

        // H = −Σ p (z − max − ln total) = ln total − Σ p (z − max)
        float logTotal = MathF.Log(total);
        entropy = logTotal - (weighted / total);
        return outputs[(int)action[0]] - max - logTotal;
    }

    // ∂ ln p(a) / ∂z = 1[a] − p and ∂H / ∂z = −p (ln p + H)
    public void Gradient(
        ReadOnlySpan<float> outputs, ReadOnlySpan<float> free, ReadOnlySpan<float> action,
        float logProbabilityWeight, float entropyWeight, Span<float> outputGradient, Span<float> freeGradient)
    {
        LogProbability(outputs, free, action, out float entropy);
        float max = Max(outputs);
        float logTotal = MathF.Log(SumOfExponentials(outputs, max));
        for (int i = 0; i < Outputs; i++)
        {
            float logProbability = outputs[i] - max - logTotal;
            float probability = MathF.Exp(logProbability);
            outputGradient[i] = -probability * (logProbabilityWeight + (entropyWeight * (logProbability + entropy)));
        }

        outputGradient[(int)action[0]] += logProbabilityWeight;
    }

    private float Max(ReadOnlySpan<float> outputs)
    {
        float max = outputs[0];
        for (int i = 1; i < Outputs; i++)
        {
            max = MathF.Max(max, outputs[i]);
        }

        return max;
    }

    private float SumOfExponentials(ReadOnlySpan<float> outputs, float max)
    {
        float total = 0;
        for (int i = 0; i < Outputs; i++)
        {
            total += MathF.Exp(outputs[i] - max);
        }

        return total;
    }
}
