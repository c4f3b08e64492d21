using System.Collections.Immutable;
using BitRL.Agent.Encoders;
using BitRL.Contracts.Backends;
using BitRL.Contracts.Observations;

namespace BitRL.Agent.Configuration;

/// <summary>Which encoder turns states into features, and how.</summary>
public sealed record EncoderConfiguration
{
    /// <summary>The value of <see cref="Layer"/> that means the last layer of the model.</summary>
    public const int LastLayer = -1;

    /// <summary>Name of the backend that runs the model, of a whole encoder, or "mlp" for raw observations. <value>Default "cpu", which runs everywhere.</value></summary>
    public string Backend { get; init; } = "cpu";

    /// <summary>Values for the backend's own settings.</summary>
    public ImmutableSortedDictionary<string, string> BackendSettings { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>A path to a GGUF file, or "embedded" for the backbone that is shipped. <value>Default "embedded".</value></summary>
    public string Model { get; init; } = "embedded";

    /// <summary>The style in which states are written. <value>Default compact: fewest tokens, and what the shipped backbone was trained on most.</value></summary>
    public TextStyle Style { get; init; } = TextStyle.Compact;

    /// <summary>After which block the hidden state is read, from 1; <see cref="LastLayer"/> for the last.</summary>
    public int Layer { get; init; } = LastLayer;

    /// <summary>How the hidden states of a text become one vector. <value>Default both: mean and last token.</value></summary>
    public Pooling Pooling { get; init; } = Pooling.Both;

    /// <summary>Whether raw observations are used instead of a model.</summary>
    public bool IsRaw => Backend == RawEncoder.BackendName;
}
