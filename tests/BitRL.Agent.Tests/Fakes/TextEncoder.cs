using System.Text;
using BitRL.Contracts.Encoders;
using BitRL.Contracts.Observations;

namespace BitRL.Agent.Tests.Fakes;

/// <summary>An encoder of text: the two numbers that it reads, and a hash of the text. Counts each text that it was asked for.</summary>
internal sealed class TextEncoder(string identity = "text", bool asynchronous = false) : IStateEncoder
{
    public const int Width = 3;

    public Dictionary<string, int> Asked { get; } = [];

    public List<int> BatchSizes { get; } = [];

    public int Running { get; private set; }

    public TaskCompletionSource? Gate { get; set; }

    public Exception? Failure { get; set; }

    public EncoderDescriptor Descriptor { get; } = new($"fake {identity}", identity, Width, TextStyle.Compact);

    public EncoderStatistics Statistics { get; private set; }

    public bool CountsTexts { get; set; } = true;

    public ValueTask EncodeAsync(ObservationBatch batch, Memory<float> features, CancellationToken cancellationToken)
    {
        if (Failure is { } failure)
        {
            throw failure;
        }

        if (asynchronous)
        {
            return EncodeLaterAsync(batch, features);
        }

        Encode(batch, features.Span);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async ValueTask EncodeLaterAsync(ObservationBatch batch, Memory<float> features)
    {
        Running++;
        if (Gate is { } gate)
        {
            await gate.Task;
        }
        else
        {
            await Task.Yield();
        }

        Encode(batch, features.Span);
        Running--;
    }

    private void Encode(ObservationBatch batch, Span<float> features)
    {
        if (CountsTexts)
        {
            BatchSizes.Add(batch.Count);
        }

        for (int i = 0; i < batch.Count; i++)
        {
            ReadOnlySpan<byte> text = batch.StepPart(i).Span;
            if (CountsTexts)
            {
                string key = Encoding.UTF8.GetString(text);
                Asked[key] = Asked.GetValueOrDefault(key) + 1;
            }

            uint hash = 2166136261;
            foreach (byte b in text)
            {
                hash = (hash ^ b) * 16777619;
            }

            int blank = text.IndexOf((byte)' ');
            features[i * Width] = float.Parse(text[2..blank]);
            features[(i * Width) + 1] = float.Parse(text[(blank + 3)..^1]) / 12f;
            features[(i * Width) + 2] = (hash % 1000) / 1000f;
        }

        Statistics = Statistics with { Texts = Statistics.Texts + batch.Count, Tokens = Statistics.Tokens + (4 * batch.Count), TextTokens = Statistics.TextTokens + (4 * batch.Count) };
    }
}
