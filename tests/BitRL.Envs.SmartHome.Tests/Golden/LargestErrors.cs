using BitRL.Contracts.Environments;

namespace BitRL.Envs.SmartHome.Tests.Golden;

/// <summary>Keeps the largest difference of each quantity, and how many values were compared.</summary>
internal sealed class LargestErrors : IReplayComparison
{
    public Dictionary<string, double> Errors { get; } = [];

    public Dictionary<string, int> Counts { get; } = [];

    public void Compare(string quantity, ReadOnlySpan<double> recorded, ReadOnlySpan<double> replayed)
    {
        double error = recorded.Length == replayed.Length ? 0 : double.PositiveInfinity;
        for (int i = 0; i < recorded.Length && error < double.PositiveInfinity; i++)
        {
            bool same = recorded[i].Equals(replayed[i]);
            double difference = Math.Abs(recorded[i] - replayed[i]);
            error = same ? error : Math.Max(error, double.IsNaN(difference) ? double.PositiveInfinity : difference);
        }

        Add(quantity, error);
    }

    public void Compare(string quantity, ReadOnlySpan<char> recorded, ReadOnlySpan<char> replayed) => Add(quantity, recorded.SequenceEqual(replayed) ? 0 : 1);

    private void Add(string quantity, double error)
    {
        Errors[quantity] = Math.Max(Errors.GetValueOrDefault(quantity), error);
        Counts[quantity] = Counts.GetValueOrDefault(quantity) + 1;
    }
}
