using BitRL.Ppo.Randomness;

namespace BitRL.Ppo.Policies;

/// <summary>The softmax over a row of scores, of any length from 1 on: drawing, log-probability, entropy and their gradients. Thread-safe.</summary>
internal static class Softmax
{
    /// <summary>Draws an index.</summary>
    public static int Sample(ReadOnlySpan<float> scores, RandomStream random)
    {
        float max = Max(scores);
        double left = random.NextDouble() * SumOfExponentials(scores, max);
        int choice = 0;
        for (; choice < scores.Length - 1; choice++)
        {
            left -= MathF.Exp(scores[choice] - max);
            if (left < 0)
            {
                break;
            }
        }

        return choice;
    }

    /// <summary>The likeliest index; the first of equals.</summary>
    public static int Mode(ReadOnlySpan<float> scores)
    {
        int best = 0;
        for (int i = 1; i < scores.Length; i++)
        {
            if (scores[i] > scores[best])
            {
                best = i;
            }
        }

        return best;
    }

    /// <summary>Log-probability of an index, and the entropy; nats.</summary>
    public static float LogProbability(ReadOnlySpan<float> scores, int choice, out float entropy)
    {
        float max = Max(scores);
        float total = 0;
        float weighted = 0;
        foreach (float score in scores)
        {
            float shifted = score - max;
            float exponential = MathF.Exp(shifted);
            total += exponential;
            weighted += exponential * shifted;
        }

        // H = −Σ p (z − max − ln total) = ln total − Σ p (z − max)
        float logTotal = MathF.Log(total);
        entropy = logTotal - (weighted / total);
        return scores[choice] - max - logTotal;
    }

    /// <summary>The gradient of a · logProbability + b · entropy by the scores: ∂ ln p(c) / ∂z = 1[c] − p and ∂H / ∂z = −p (ln p + H).</summary>
    /// <param name="scores">z.</param>
    /// <param name="choice">c.</param>
    /// <param name="logProbabilityWeight">a.</param>
    /// <param name="entropyWeight">b.</param>
    /// <param name="gradient">As long as the scores, overwritten.</param>
    public static void Gradient(ReadOnlySpan<float> scores, int choice, float logProbabilityWeight, float entropyWeight, Span<float> gradient)
    {
        LogProbability(scores, choice, out float entropy);
        float max = Max(scores);
        float logTotal = MathF.Log(SumOfExponentials(scores, max));
        for (int i = 0; i < scores.Length; i++)
        {
            float logProbability = scores[i] - max - logTotal;
            gradient[i] = -MathF.Exp(logProbability) * (logProbabilityWeight + (entropyWeight * (logProbability + entropy)));
        }

        gradient[choice] += logProbabilityWeight;
    }

    private static float Max(ReadOnlySpan<float> scores)
    {
        float max = scores[0];
        foreach (float score in scores)
        {
            max = MathF.Max(max, score);
        }

        return max;
    }

    private static float SumOfExponentials(ReadOnlySpan<float> scores, float max)
    {
        float total = 0;
        foreach (float score in scores)
        {
            total += MathF.Exp(score - max);
        }

        return total;
    }
}
