using BitRL.Contracts.Encoders;
using BitRL.Contracts.Observations;

namespace BitRL.Agent.Tests.Fakes;

/// <summary>An encoder of text that allocates nothing: every feature is 1.</summary>
internal sealed class ConstantEncoder : IStateEncoder
{
    public EncoderDescriptor Descriptor { get; } = new("constant", "constant", 1, TextStyle.Compact);

    public EncoderStatistics Statistics => default;

    public ValueTask EncodeAsync(ObservationBatch batch, Memory<float> features, CancellationToken cancellationToken)
    {
        features.Span.Fill(1);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
