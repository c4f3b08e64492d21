using BitRL.Contracts.Environments;
using BitRL.Contracts.Training;

namespace BitRL.Agent.Tests.Fakes;

/// <summary>
/// A learner whose whole state is a few numbers: any feature, reward, order or missed call changes all later actions and figures, so two runs
/// agree only if the host did exactly the same.
/// </summary>
internal sealed class TallyTrainer(TrainerDescriptor descriptor, int rollout) : ITrainer
{
    private readonly List<string> _problems = [];
    private ulong _state = descriptor.Seed;
    private double _sum;
    private int _steps;
    private bool _acted;

    public IReadOnlyList<string> Problems => _problems;

    public List<(int Row, float[] Features)> Finals { get; } = [];

    public List<float[]> ActedOn { get; } = [];

    public bool KeepsHistory { get; set; }

    public bool IsDisposed { get; private set; }

    public bool IsUpdateDue => _steps >= rollout;

    public void Act(in FeatureBatch features, Span<float> actions)
    {
        Note(_acted || IsUpdateDue, "Act out of turn");
        Note(features.Policy.Length != descriptor.Environments * descriptor.PolicyFeatures, "policy shape");
        Note(features.Value.Length != descriptor.Environments * descriptor.ValueFeatures, "value shape");
        Mix(features.Policy);
        Mix(features.Value);
        if (KeepsHistory)
        {
            ActedOn.Add(features.Policy.ToArray());
        }

        for (int i = 0; i < actions.Length; i++)
        {
            actions[i] = (int)((_state >> (i % 60)) & 1);
        }

        _acted = true;
    }

    public void Observe(ReadOnlySpan<StepResult> results, in FeatureBatch finalFeatures)
    {
        Note(!_acted, "Observe before Act");
        _acted = false;
        for (int i = 0; i < results.Length; i++)
        {
            _sum += results[i].Reward;
            Mix([(float)results[i].Reward, results[i].Terminated ? 1 : 0, results[i].Truncated ? 1 : 0]);
            if (results[i].Truncated && !results[i].Terminated)
            {
                ReadOnlySpan<float> row = finalFeatures.Policy.Slice(i * descriptor.PolicyFeatures, descriptor.PolicyFeatures);
                Mix(row);
                Mix(finalFeatures.Value.Slice(i * descriptor.ValueFeatures, descriptor.ValueFeatures));
                if (KeepsHistory)
                {
                    Finals.Add((i, row.ToArray()));
                }
            }
        }

        _steps += results.Length;
    }

    public IReadOnlyList<KeyValuePair<string, double>> Update(in FeatureBatch next)
    {
        Note(!IsUpdateDue || _acted, "Update out of turn");
        Mix(next.Policy);
        _steps = 0;
        KeyValuePair<string, double>[] figures = [new("tally", _state >> 12), new("reward_sum", _sum)];
        return figures;
    }

    public void ActGreedily(ReadOnlySpan<float> policyFeatures, Span<float> actions)
    {
        for (int i = 0; i < actions.Length; i++)
        {
            uint bits = BitConverter.SingleToUInt32Bits(policyFeatures[i * descriptor.PolicyFeatures]);
            actions[i] = ((bits >> 14) ^ (uint)(_state >> 20)) & 1;
        }
    }

    public void Save(Stream destination)
    {
        Note(_acted || IsUpdateDue, "Save out of turn");
        using var writer = new BinaryWriter(destination, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(_state);
        writer.Write(_sum);
        writer.Write(_steps);
    }

    public void Load(Stream source)
    {
        using var reader = new BinaryReader(source, System.Text.Encoding.UTF8, leaveOpen: true);
        _state = reader.ReadUInt64();
        _sum = reader.ReadDouble();
        _steps = reader.ReadInt32();
    }

    public void Dispose() => IsDisposed = true;

    private void Note(bool wrong, string problem)
    {
        if (wrong)
        {
            _problems.Add(problem);
        }
    }

    private void Mix(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            _state = (_state ^ BitConverter.SingleToUInt32Bits(value)) * 0xD6E8FEB86659FD93;
            _state ^= _state >> 32;
        }
    }
}
