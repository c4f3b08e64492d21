using BitRL.Ppo.Checkpoints;

namespace BitRL.Ppo.Features;

/// <summary>Divides rewards by the running standard deviation of the discounted return, clipped to ±10 (ppo.md #21). Not thread-safe.</summary>
internal sealed class RewardScaler(int environments, double discount)
{
    private const double Epsilon = 1e-8;
    private const double Limit = 10;

    private readonly double[] _returns = new double[environments];
    private double _count;
    private double _mean;
    private double _squares;

    /// <summary>Counts a step's rewards, then scales them in place.</summary>
    /// <param name="rewards">[environments], finite.</param>
    public void Scale(Span<float> rewards)
    {
        for (int i = 0; i < rewards.Length; i++)
        {
            _returns[i] = (discount * _returns[i]) + rewards[i];

            // Welford's rule
            _count++;
            double difference = _returns[i] - _mean;
            _mean += difference / _count;
            _squares += difference * (_returns[i] - _mean);
        }

        double scale = 1 / Math.Sqrt((_squares / _count) + Epsilon);
        foreach (ref float reward in rewards)
        {
            reward = (float)Math.Clamp(reward * scale, -Limit, Limit);
        }
    }

    /// <summary>Starts an environment's return at 0 again.</summary>
    public void EndEpisode(int environment) => _returns[environment] = 0;

    public void Save(StateWriter writer)
    {
        writer.Write(_returns);
        writer.Write(_count);
        writer.Write(_mean);
        writer.Write(_squares);
    }

    public void Load(StateReader reader)
    {
        reader.Read(_returns);
        _count = reader.ReadDouble();
        _mean = reader.ReadDouble();
        _squares = reader.ReadDouble();
    }
}
