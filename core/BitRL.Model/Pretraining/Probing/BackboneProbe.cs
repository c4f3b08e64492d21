using System.Text;
using BitRL.Contracts.Backends;
using BitRL.Model.Encoders;
using BitRL.Model.Transformer;

namespace BitRL.Model.Pretraining.Probing;

/// <summary>Probes a backbone through the path that the product uses: file, tokenizer, prefix cache, device, pooling of the step part.</summary>
public static class BackboneProbe
{
    private const int Chunk = 256;

    /// <summary>Encodes the texts of a set and probes the features.</summary>
    /// <param name="backbone">The model on its device.</param>
    /// <param name="set">The observations.</param>
    /// <param name="pooling">How hidden states become features.</param>
    /// <param name="cancellationToken">Stops early.</param>
    /// <exception cref="ArgumentException">The set has too few episodes, or a text is longer than the model's context.</exception>
    public static async Task<ProbeResult> RunAsync(Backbone backbone, ProbeSet set, Pooling pooling, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(set);
        float[] features = await EncodeAsync(backbone, set, pooling, cancellationToken);
        return RidgeProbe.Run(set, features, features.Length / set.Samples.Length);
    }

    /// <summary>Encodes the texts of a set.</summary>
    /// <param name="backbone">The model on its device.</param>
    /// <param name="set">The observations.</param>
    /// <param name="pooling">How hidden states become features.</param>
    /// <param name="cancellationToken">Stops early.</param>
    /// <returns>[samples, width] row-major, in the order of the set.</returns>
    /// <exception cref="ArgumentException">A text is longer than the model's context.</exception>
    public static async Task<float[]> EncodeAsync(Backbone backbone, ProbeSet set, Pooling pooling, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(set);
        await using var encoder = new BackboneEncoder(backbone, new EncoderOptions { Pooling = pooling, MemoBytes = 0 });
        int width = encoder.Descriptor.FeatureSize;
        var features = new float[set.Samples.Length * width];
        var texts = new TextParts[Chunk];
        for (int from = 0; from < set.Samples.Length;)
        {
            // The set's texts share one static part; should one differ, the chunk ends before it.
            string staticPart = StaticPart(set.Samples[from]);
            int count = 0;
            while (count < Chunk && from + count < set.Samples.Length && StaticPart(set.Samples[from + count]) == staticPart)
            {
                ProbeSample sample = set.Samples[from + count];
                texts[count++] = new TextParts(default, Encoding.UTF8.GetBytes(sample.Text[sample.StepStart..]));
            }

            encoder.Encode(Encoding.UTF8.GetBytes(staticPart), texts.AsSpan(0, count), features.AsSpan(from * width, count * width), cancellationToken);
            from += count;
        }

        return features;
    }

    private static string StaticPart(ProbeSample sample) => sample.Text[..sample.StepStart];
}
