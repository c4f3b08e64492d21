using BitRL.Backend.Torch.Memory;
using BitRL.Contracts.Backends;
using static TorchSharp.torch;

namespace BitRL.Backend.Torch.Products;

/// <summary>Weights at one precision, [Outputs, Inputs]. Filled once, by rows; then immutable and shared by queues.</summary>
internal abstract class TorchMatrix(Device place, int inputs, int outputs, float? ternaryScale, long bytes) : WeightMatrix(inputs, outputs, bytes)
{
    private readonly List<Tensor> _made = [];

    /// <summary>Where its tensors are.</summary>
    protected Device Place { get; } = place;

    /// <summary>What −1, 0 and +1 are multiplied with; null for a dense matrix.</summary>
    public float? TernaryScale { get; } = ternaryScale;

    /// <summary>Stores rows.</summary>
    /// <param name="first">The first of them.</param>
    /// <param name="weights">[rows, Inputs]; of a ternary matrix −1, 0 and +1.</param>
    /// <param name="staging">Reused from call to call.</param>
    public abstract void Fill(int first, ReadOnlySpan<float> weights, HostBuffer<float> staging);

    /// <summary>result = input · weightsᵀ, without the ternary scale. Temporaries belong to the caller's dispose scope.</summary>
    /// <param name="input">[rows, Inputs] float32.</param>
    /// <param name="result">[rows, Outputs] float32, overwritten.</param>
    /// <param name="scratch">Where a queue widens weights.</param>
    public abstract void Multiply(Tensor input, Tensor result, WideningScratch scratch);

    /// <inheritdoc/>
    protected override void Release()
    {
        foreach (Tensor tensor in _made)
        {
            tensor.Dispose();
        }

    }

    /// <summary>Keeps a tensor until the matrix is disposed.</summary>
    protected Tensor Keep(Tensor tensor)
    {
        _made.Add(tensor.DetachFromDisposeScope());
        return tensor;
    }

    /// <summary>Brings host rows into place.</summary>
    protected static void Copy(ReadOnlySpan<float> weights, HostBuffer<float> staging, Tensor target)
    {
        weights.CopyTo(staging.Write(weights.Length));
        using Tensor source = staging.Read(weights.Length);
        using Tensor shaped = source.view_as(target);
        target.copy_(shaped);
    }
}
