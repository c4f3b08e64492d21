using BitRL.Ppo.Networks.Simd;

namespace BitRL.Ppo.Networks;

/// <summary>Where one fully connected layer lies in the parameters of its <see cref="Mlp"/>.</summary>
/// <param name="Inputs">Rows of the weight matrix.</param>
/// <param name="Outputs">Columns of it that mean something.</param>
/// <param name="Start">Index of weight [0, 0]; the bias follows the weights.</param>
internal readonly record struct MlpLayer(int Inputs, int Outputs, int Start)
{
    /// <summary>Length of a row of weights and of the bias: the outputs, padded. Padding is 0 and its gradient is 0, so it stays 0.</summary>
    public int Stride => AlignedBuffer.Pad(Outputs);

    public int WeightCount => Inputs * Stride;

    public int Count => WeightCount + Stride;

    public Range Weights => Start..(Start + WeightCount);

    public Range Bias => (Start + WeightCount)..(Start + Count);
}
