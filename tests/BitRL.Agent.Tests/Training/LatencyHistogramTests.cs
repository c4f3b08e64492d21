using BitRL.Agent.Training;

namespace BitRL.Agent.Tests.Training;

public sealed class LatencyHistogramTests
{
    [Fact]
    public void PercentilesAreWithinABucketOfTheSortedTruth()
    {
        var random = new Random(1);
        long[] values = [.. Enumerable.Range(0, 20_000).Select(_ => (long)Math.Exp(3 + (random.NextDouble() * 20)))];
        var histogram = new LatencyHistogram();
        foreach (long value in values)
        {
            histogram.Add(value);
        }

        Array.Sort(values);
        foreach (double share in (double[])[0.0001, 0.01, 0.25, 0.5, 0.9, 0.99, 1])
        {
            double exact = values[(int)Math.Ceiling(share * values.Length) - 1] * 1e-6;
            histogram.Percentile(share).ShouldBe(exact, 0.032 * exact);
        }
    }

    [Fact]
    public void ExtremesAreKept()
    {
        var histogram = new LatencyHistogram();
        histogram.Percentile(0.5).ShouldBe(0);
        histogram.Add(-5);
        histogram.Add(0);
        histogram.Add(long.MaxValue);
        histogram.Count.ShouldBe(3);
        histogram.Percentile(0.5).ShouldBe(0);
        histogram.Percentile(1).ShouldBeGreaterThan(1e6);
    }

    [Fact]
    public void WhatIsSavedIsRestored()
    {
        var histogram = new LatencyHistogram();
        for (int i = 0; i < 1_000; i++)
        {
            histogram.Add(i * i);
        }

        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true))
        {
            histogram.Save(writer);
        }

        stream.Position = 0;
        var copy = new LatencyHistogram();
        copy.Add(1L << 40);
        using var reader = new BinaryReader(stream);
        copy.Load(reader);
        copy.Count.ShouldBe(1_000);
        foreach (double share in (double[])[0.1, 0.5, 0.99, 1])
        {
            copy.Percentile(share).ShouldBe(histogram.Percentile(share));
        }
    }

    [Fact]
    public void ADamagedBucketIsRefused()
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(1);
            writer.Write(-7);
            writer.Write(1L);
        }

        stream.Position = 0;
        using var reader = new BinaryReader(stream);
        Should.Throw<InvalidDataException>(() => new LatencyHistogram().Load(reader));
    }
}
