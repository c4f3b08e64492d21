using BitRL.Backend.Torch.Memory;
using BitRL.Contracts.Pretraining;
using TorchSharp;
using static TorchSharp.torch;

namespace BitRL.Backend.Torch.Pretraining;

/// <summary>Trains a backbone to say the values of its text: from the mean-pooled state, from the last state, and from the state at each value's end.</summary>
internal sealed class TorchBackboneTrainer : IBackboneTrainer
{
    private readonly BackboneShape _shape;
    private readonly BackboneTrainingOptions _options;
    private readonly BackboneNetwork _network;
    private readonly Readout _mean;
    private readonly Readout _last;
    private readonly Readout _value;
    private readonly Parameter[] _parameters;
    private readonly AdamW _optimizer;

    public TorchBackboneTrainer(BackboneShape shape, BackboneTrainingOptions options)
    {
        _shape = shape;
        _options = options;
        NativeHeap.KeepFreedBlocks(isShared: true);
        TorchThreads.Use(options.Threads);
        random.manual_seed(unchecked((long)options.Seed));
        _network = new BackboneNetwork(shape, options.InitialTokenEmbedding);
        int outputs = options.MaxFields * options.TargetsPerField;
        _mean = new Readout("readout.mean", shape.HiddenSize, outputs);
        _last = new Readout("readout.last", shape.HiddenSize, outputs);
        _value = new Readout("readout.value", shape.HiddenSize, options.TargetsPerField);
        _parameters = [.. _network.Parameters, .. _mean.Parameters, .. _last.Parameters, .. _value.Parameters];
        _optimizer = new AdamW(options);
        Refresh();
    }

    /// <inheritdoc/>
    public double Step(BackboneBatch batch, double learningRate)
    {
        ArgumentNullException.ThrowIfNull(batch);
        TorchThreads.Use(_options.Threads);
        using DisposeScope scope = NewDisposeScope();
        Tensor loss = Loss(batch);
        loss.backward();
        using (no_grad())
        {
            _optimizer.Step(_parameters, learningRate);
        }

        Refresh();
        return loss.item<float>();
    }

    /// <inheritdoc/>
    public void Save(Stream destination) => TrainerState.Save(destination, _parameters, _optimizer.Steps);

    /// <inheritdoc/>
    public void Load(Stream source)
    {
        _optimizer.Steps = TrainerState.Load(source, _parameters);
        Refresh();
    }

    /// <inheritdoc/>
    public void Export(Action<string, ReadOnlyMemory<float>> receive)
    {
        ArgumentNullException.ThrowIfNull(receive);
        foreach (Parameter parameter in _network.Parameters)
        {
            receive(parameter.Name, parameter.Value.data<float>().ToArray());
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Parameter parameter in _parameters)
        {
            parameter.Dispose();
        }

        _network.DisposeTables();
    }

    /// <summary>Pooled features of a batch, as training sees them: mean, then last; [sequences, 2 · hidden] row-major.</summary>
    internal float[] Encode(BackboneBatch batch)
    {
        using DisposeScope scope = NewDisposeScope();
        using (no_grad())
        {
            (Tensor mean, Tensor last, _) = Pool(batch);
            return cat([mean, last], 1).data<float>().ToArray();
        }
    }

    private Tensor Loss(BackboneBatch batch)
    {
        int fields = _options.MaxFields;
        int targets = _options.TargetsPerField;
        (Tensor mean, Tensor last, Tensor hidden) = Pool(batch);
        Tensor wanted = tensor(batch.FieldTargets, [batch.Sequences, fields, targets]);
        Tensor mask = tensor(batch.FieldMask, [batch.Sequences, fields, 1]);
        Tensor weight = mask / (mask.sum() * targets).clamp_min_(1);
        Tensor pooled = SquaredError(_mean.Apply(mean), wanted, weight) + SquaredError(_last.Apply(last), wanted, weight);

        (long[] rows, long[] slots) = ValueRows(batch);
        if (rows.Length == 0)
        {
            return pooled;
        }

        Tensor said = _value.Apply(hidden.index_select(0, tensor(rows)));
        Tensor values = wanted.view(-1, targets).index_select(0, tensor(slots));
        return pooled + (said - values).square().mean();
    }

    private static Tensor SquaredError(Tensor said, Tensor wanted, Tensor weight) => ((said.view_as(wanted) - wanted).square() * weight).sum();

    private (Tensor Mean, Tensor Last, Tensor Hidden) Pool(BackboneBatch batch)
    {
        int sequences = batch.Sequences;
        int length = batch.Length;
        Tensor hidden = _network.Forward(
            tensor(batch.Tokens, ScalarType.Int32).to(ScalarType.Int64).view(sequences, length),
            tensor(batch.FieldOrdinals, ScalarType.Int32).to(ScalarType.Int64).view(sequences, length));
        var weights = new float[sequences * length];
        var last = new long[sequences];
        for (int i = 0; i < sequences; i++)
        {
            int count = batch.Lengths[i] - batch.PoolStarts[i];
            weights.AsSpan((i * length) + batch.PoolStarts[i], count).Fill(1f / count);
            last[i] = (i * length) + batch.Lengths[i] - 1;
        }

        Tensor mean = bmm(tensor(weights, [sequences, 1, length]), hidden.view(sequences, length, _shape.HiddenSize)).squeeze(1);
        return (mean, hidden.index_select(0, tensor(last)), hidden);
    }

    private (long[] Rows, long[] Slots) ValueRows(BackboneBatch batch)
    {
        var rows = new List<long>();
        var slots = new List<long>();
        for (int i = 0; i < batch.ValuePositions.Length; i++)
        {
            if (batch.ValuePositions[i] >= 0)
            {
                rows.Add(((long)(i / _options.MaxFields) * batch.Length) + batch.ValuePositions[i]);
                slots.Add(i);
            }
        }

        return ([.. rows], [.. slots]);
    }

    private void Refresh()
    {
        using (no_grad())
        {
            foreach (Parameter parameter in _parameters)
            {
                parameter.Refresh();
            }
        }
    }
}
