namespace BitRL.Contracts.Pretraining;

/// <summary>A backbone in training. One thread at a time.</summary>
public interface IBackboneTrainer : IDisposable
{
    /// <summary>One optimizer step.</summary>
    /// <param name="batch">The minibatch.</param>
    /// <param name="learningRate">Learning rate of this step.</param>
    /// <returns>The loss: the sum of the mean squared errors of the mean-pooled, last and per-value readouts.</returns>
    double Step(BackboneBatch batch, double learningRate);

    /// <summary>Writes weights and optimizer state, so that training goes on as if never stopped.</summary>
    void Save(Stream destination);

    /// <summary>Restores what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">Damaged, or of another shape.</exception>
    void Load(Stream source);

    /// <summary>
    /// Hands over every weight of the backbone (not of the readouts) as float32, row-major, under its GGUF name: <c>token_embd.weight</c> [vocabulary, hidden],
    /// <c>field_embd.weight</c> [ordinals, hidden], <c>output_norm.weight</c>, <c>blk.N.{attn_norm,attn_sub_norm,ffn_norm,ffn_sub_norm}.weight</c>,
    /// <c>blk.N.{attn_q,attn_k,attn_v,attn_output,ffn_gate,ffn_up,ffn_down}.weight</c> [outputs, inputs]. Of a ternary backbone these are the latent weights, to be ternarised by absmean.
    /// </summary>
    /// <param name="receive">Called once a tensor with its name and values; the values are valid during the call.</param>
    void Export(Action<string, ReadOnlyMemory<float>> receive);
}
