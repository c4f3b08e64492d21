using BitRL.Contracts.Backends;

namespace BitRL.Contracts.Tests.Backends;

/// <summary>Objects of a device that computes nothing; they count how often they were released.</summary>
internal sealed class FakeTensor(int rows, int width) : DeviceTensor(rows, width)
{
    public int Releases { get; private set; }

    protected override void Release() => Releases++;
}

internal sealed class FakeRows(int rows, int width) : QuantizedRows(rows, width)
{
    protected override void Release()
    {
    }
}

internal sealed class FakeMatrix(int inputs, int outputs) : WeightMatrix(inputs, outputs, residentBytes: 0)
{
    protected override void Release()
    {
    }
}

internal sealed class FakeBatch(int maxTokens, int maxSequences) : DeviceBatch(maxTokens, maxSequences);
