using BitRL.Contracts.Backends;

namespace BitRL.Model.Transformer;

/// <summary>What part of a model to load, and how to run it.</summary>
public sealed record BackboneOptions
{
    /// <summary>
    /// How many blocks to run, from 1 to the model's; the final norm follows the last of them, so that the features of every layer have one
    /// scale and running all blocks is the whole model. Blocks after it are not loaded. <value>Default null: all.</value>
    /// </summary>
    public int? Layer { get; init; }

    /// <summary>The function on the gate, where the file's architecture does not tell the truth. <value>Default null: by architecture.</value></summary>
    public GateActivation? Activation { get; init; }
}
