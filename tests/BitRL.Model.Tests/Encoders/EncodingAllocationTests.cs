using BitRL.Model.Encoders;
using BitRL.Model.Transformer;
using BitRL.TestKit;
using Shouldly;
using Xunit;

namespace BitRL.Model.Tests.Encoders;

public sealed class EncodingAllocationTests
{
    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(0, 3, false)]
    [InlineData(20_000, 0, false)]
    [InlineData(0, 0, true)]
    public async Task NoThreadAllocatesOnceWarm(long memoBytes, int episodes, bool isDense)
    {
        using var device = new AllocationWatch(Devices.Open(threads: 2));
        using Backbone backbone = Backbone.Load(isDense ? TinyModels.OpenDense() : TinyModels.OpenTernary(), device, new BackboneOptions());
        await using var encoder = new BackboneEncoder(backbone, new EncoderOptions { MemoBytes = memoBytes });
        TextParts[][] batches = [.. Enumerable.Range(0, 40).Select(seed => Texts.Make(3, seed, episodes))];
        float[] features = new float[3 * encoder.Descriptor.FeatureSize];
        void Encode(int rounds)
        {
            for (int i = 0; i < rounds; i++)
            {
                encoder.Encode(Texts.StaticPart, batches[i % batches.Length], features, CancellationToken.None);
            }
        }

        Encode(batches.Length);
        long[] workersBefore = device.AllocatedBytes;
        long before = GC.GetAllocatedBytesForCurrentThread();
        Encode(batches.Length);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        long[] workers = device.AllocatedBytes;

        allocated.ShouldBe(0);
        workers.Length.ShouldBe(2);
        workers[1].ShouldBe(workersBefore[1]);
        workersBefore[1].ShouldBeGreaterThan(0, "the second worker had its share");
    }
}
