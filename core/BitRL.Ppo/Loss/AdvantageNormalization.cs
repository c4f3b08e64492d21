namespace BitRL.Ppo.Loss;

/// <summary>Normalisation within a minibatch (ppo.md #14).</summary>
internal static class AdvantageNormalization
{
    private const double Epsilon = 1e-8;

    /// <summary>Subtracts the mean and divides by the sample standard deviation, in place. One advantage by itself is left alone: it has no deviation.</summary>
    public static void Normalize(Span<float> advantages)
    {
        if (advantages.Length < 2)
        {
            return;
        }

        double mean = 0;
        foreach (float advantage in advantages)
        {
            mean += advantage;
        }

        mean /= advantages.Length;
        double squares = 0;
        foreach (float advantage in advantages)
        {
            squares += (advantage - mean) * (advantage - mean);
        }

        double scale = 1 / (Math.Sqrt(squares / (advantages.Length - 1)) + Epsilon);
        foreach (ref float advantage in advantages)
        {
            advantage = (float)((advantage - mean) * scale);
        }
    }
}
