using BitRL.Contracts.Observations;

namespace BitRL.Contracts.Encoders;

/// <summary>What an encoder is. An agent trained on one encoder only runs on an encoder of the same <see cref="Identity"/>.</summary>
/// <param name="Name">For people: "bitrl-numeric-128x3 on cpu".</param>
/// <param name="Identity">Hash over everything that shapes the features: model, layer, pooling, style. Not the device.</param>
/// <param name="FeatureSize">Width of a feature vector.</param>
/// <param name="Style">The text style it reads, or null where it reads raw observations.</param>
public sealed record EncoderDescriptor(string Name, string Identity, int FeatureSize, TextStyle? Style)
{
    /// <summary>Whether it reads text rather than raw observations.</summary>
    public bool ReadsText => Style is not null;
}
