using BitRL.Contracts.Encoders;
using BitRL.Contracts.Observations;

namespace BitRL.Agent.Tests.Fakes;

/// <summary>An encoder of text that answers only when another one is encoding at the same moment.</summary>
internal sealed class MeetingEncoder(Barrier barrier) : IStateEncoder
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The threads that it was called on.</summary>
    public HashSet<int> Threads { get; } = [];

    public EncoderDescriptor Descriptor { get; } = new("meeting", "meeting", 1, TextStyle.Compact);

    public EncoderStatistics Statistics => default;

    public ValueTask EncodeAsync(ObservationBatch batch, Memory<float> features, CancellationToken cancellationToken)
    {
        Threads.Add(Environment.CurrentManagedThreadId);
        if (!barrier.SignalAndWait(Patience, CancellationToken.None))
        {
            throw new TimeoutException("the other encoder did not come");
        }

        features.Span.Clear();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
