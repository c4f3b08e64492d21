using TorchSharp;
using static TorchSharp.torch;

namespace BitRL.Backend.Torch.Pretraining;

/// <summary>
/// One trained tensor with its AdamW moments. What the graph sees is <see cref="Effective"/>: the value itself, or its ternary image. The
/// gradient with respect to the image is taken as the gradient of the value (straight through), so both can be leaves of the graph.
/// </summary>
internal sealed class Parameter : IDisposable
{
    private readonly bool _isTernary;

    public Parameter(string name, Tensor value, bool isTernary, bool decays, bool isExported)
    {
        Name = name;
        Value = value;
        _isTernary = isTernary;
        Decays = decays;
        IsExported = isExported;
        FirstMoment = zeros_like(value);
        SecondMoment = zeros_like(value);
        Effective = (isTernary ? zeros_like(value) : value).requires_grad_();
    }

    public string Name { get; }

    public Tensor Value { get; }

    public Tensor Effective { get; }

    public Tensor FirstMoment { get; }

    public Tensor SecondMoment { get; }

    public bool Decays { get; }

    public bool IsExported { get; }

    /// <summary>Ternarises by absmean: scale = mean|w| (at least 1e-5), round(w / scale) clamped to ±1, times scale. To be called without gradients.</summary>
    public void Refresh()
    {
        if (!_isTernary)
        {
            return;
        }

        using DisposeScope scope = NewDisposeScope();
        Tensor scale = Value.abs().mean().clamp_min_(1e-5);
        Effective.copy_((Value / scale).round_().clamp_(-1, 1).mul_(scale));
    }

    public void Dispose()
    {
        Effective.grad?.Dispose();
        Effective.Dispose();
        Value.Dispose();
        FirstMoment.Dispose();
        SecondMoment.Dispose();
    }
}
