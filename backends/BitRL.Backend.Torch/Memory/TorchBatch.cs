using BitRL.Backend.Torch.Execution;
using BitRL.Contracts.Backends;
using static TorchSharp.torch;

namespace BitRL.Backend.Torch.Memory;

/// <summary>A batch, and the index tensors that follow from it.</summary>
internal sealed class TorchBatch : DeviceBatch
{
    public TorchBatch(Device place, int maxTokens, int maxSequences)
        : base(maxTokens, maxSequences)
    {
        Layout = new SequenceLayout(this, place);
        Rotation = new BatchRotation(this, place);
    }

    /// <summary>Index tensors for attention and pooling.</summary>
    public SequenceLayout Layout { get; }

    /// <summary>Cosines and sines of the rows' positions.</summary>
    public BatchRotation Rotation { get; }

    /// <summary>Takes a batch over; what followed from the one before is forgotten.</summary>
    public void Upload(in SequenceBatch batch)
    {
        Fill(batch);
        Layout.Forget();
        Rotation.Forget();
    }

    /// <inheritdoc/>
    protected override void Release()
    {
        Layout.Dispose();
        Rotation.Dispose();
    }
}
