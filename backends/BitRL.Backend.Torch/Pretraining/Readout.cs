using static TorchSharp.torch;

namespace BitRL.Backend.Torch.Pretraining;

/// <summary>An affine map from a hidden state to regression targets; used in training only.</summary>
internal sealed class Readout
{
    private readonly Parameter _weight;
    private readonly Parameter _bias;

    public Readout(string name, int inputs, int outputs)
    {
        _weight = new Parameter(name + ".weight", randn(outputs, inputs) * (0.1 / Math.Sqrt(inputs)), isTernary: false, decays: true, isExported: false);
        _bias = new Parameter(name + ".bias", zeros(outputs), isTernary: false, decays: false, isExported: false);
    }

    public IEnumerable<Parameter> Parameters => [_weight, _bias];

    public Tensor Apply(Tensor hidden) => nn.functional.linear(hidden, _weight.Effective, _bias.Effective);
}
