using BitRL.Contracts.Backends;
using Shouldly;
using Xunit;

namespace BitRL.Contracts.Tests.Backends;

public sealed class DeviceInventoryTests
{
    private readonly DeviceInventory _made = new();

    [Fact]
    public void WhatTheDeviceMadeIsItsOwn()
    {
        FakeTensor tensor = _made.Keep(new FakeTensor(2, 8));

        _made.Own<FakeTensor>(tensor).ShouldBeSameAs(tensor);
    }

    [Fact]
    public void AnObjectOfAnotherDeviceIsRefusedByItsName()
    {
        using var other = new DeviceInventory();
        DeviceTensor foreign = other.Keep(new FakeTensor(2, 8));

        Should.Throw<ArgumentException>(() => _made.Own<FakeTensor>(foreign)).Message.ShouldStartWith("foreign (FakeTensor) was not made by this device");
    }

    [Fact]
    public void AnObjectThatNobodyKeepsIsRefused() =>
        Should.Throw<ArgumentException>(() => _made.Own<FakeTensor>(new FakeTensor(2, 8))).Message.ShouldContain("was not made by this device");

    [Fact]
    public void NothingIsRefusedByItsName()
    {
        DeviceTensor? input = null;

        Should.Throw<ArgumentNullException>(() => _made.Own<FakeTensor>(input!)).ParamName.ShouldBe("input");
    }

    [Fact]
    public void AnObjectOfAnotherKindIsRefusedWithTheKindThatIsNeeded()
    {
        DeviceObject matrix = _made.Keep(new FakeMatrix(8, 8));

        Should.Throw<ArgumentException>(() => _made.Own<FakeTensor>(matrix)).Message.ShouldStartWith("matrix is a FakeMatrix; this operation needs a FakeTensor");
    }

    [Fact]
    public void ADisposedObjectIsRefused()
    {
        FakeTensor tensor = _made.Keep(new FakeTensor(2, 8));
        tensor.Dispose();

        Should.Throw<ObjectDisposedException>(() => _made.Own<FakeTensor>(tensor));
    }

    [Fact]
    public void EveryTensorOfAnAttentionIsAskedFor()
    {
        FakeTensor own = _made.Keep(new FakeTensor(2, 8));
        using var foreign = new FakeTensor(2, 8);

        Should.NotThrow(() => _made.Own<FakeTensor>(Attention(own, own, own, own, null, null)));
        Should.NotThrow(() => _made.Own<FakeTensor>(Attention(own, own, own, own, own, own)));
        for (int i = 0; i < 6; i++)
        {
            FakeTensor Pick(int at) => at == i ? foreign : own;
            Should.Throw<ArgumentException>(() => _made.Own<FakeTensor>(Attention(Pick(0), Pick(1), Pick(2), Pick(3), Pick(4), Pick(5))))
                .ParamName.ShouldBe(new[] { "Query", "Key", "Value", "Output", "PrefixKey", "PrefixValue" }[i]);
        }
    }

    [Fact]
    public void EachObjectIsReleasedOnceByItselfOrByTheDevice()
    {
        FakeTensor first = _made.Keep(new FakeTensor(2, 8));
        FakeTensor second = _made.Keep(new FakeTensor(2, 8));

        first.Dispose();
        first.Dispose();
        second.Releases.ShouldBe(0);
        _made.Dispose();
        second.Dispose();

        first.Releases.ShouldBe(1);
        second.Releases.ShouldBe(1);
    }

    [Fact]
    public void QueuesAreDisposedBeforeWhatTheyWorkOn()
    {
        FakeTensor before = _made.Keep(new FakeTensor(2, 8));
        var queue = new FakeQueue(() => before.Releases);
        _made.Keep(queue);

        _made.Dispose();

        queue.SeenAtDispose.ShouldBe(0);
        before.Releases.ShouldBe(1);
    }

    [Fact]
    public void AClosedDeviceKeepsNothingAndReleasesWhatItIsGiven()
    {
        _made.Dispose();
        var late = new FakeTensor(2, 8);

        Should.Throw<ObjectDisposedException>(() => _made.Keep(late));
        late.Releases.ShouldBe(1);
    }

    [Fact]
    public void ObjectsMayComeAndGoOnSeveralThreads()
    {
        Parallel.For(0, 1000, _ => _made.Keep(new FakeTensor(1, 1)).Dispose());
        FakeTensor[] left = new FakeTensor[100];
        Parallel.For(0, left.Length, i => left[i] = _made.Keep(new FakeTensor(1, 1)));

        _made.Dispose();

        left.ShouldAllBe(tensor => tensor.Releases == 1);
    }

    private static AttentionArguments Attention(DeviceTensor query, DeviceTensor key, DeviceTensor value, DeviceTensor output, DeviceTensor? prefixKey, DeviceTensor? prefixValue) =>
        new() { Query = query, Key = key, Value = value, Output = output, PrefixKey = prefixKey, PrefixValue = prefixValue, Heads = 1, KeyValueHeads = 1, HeadSize = 8 };

    private sealed class FakeQueue(Func<int> look) : IComputeQueue
    {
        public int? SeenAtDispose { get; private set; }

        public void Upload(in SequenceBatch batch, DeviceBatch target) => throw new NotSupportedException();

        public void Embed(DeviceBatch batch, EmbeddingTable tokens, EmbeddingTable? fields, DeviceTensor output) => throw new NotSupportedException();

        public void RmsNorm(DeviceTensor input, DeviceTensor weight, float epsilon, int rows, DeviceTensor output) => throw new NotSupportedException();

        public void RmsNormQuantize(DeviceTensor input, DeviceTensor weight, float epsilon, int rows, QuantizedRows output) => throw new NotSupportedException();

        public void TernaryMatMul(QuantizedRows input, WeightMatrix matrix, int rows, DeviceTensor output, bool accumulate) => throw new NotSupportedException();

        public void DenseMatMul(DeviceTensor input, WeightMatrix matrix, int rows, DeviceTensor output, bool accumulate) => throw new NotSupportedException();

        public void Rope(DeviceBatch batch, DeviceTensor values, int heads, int headSize, float frequencyBase) => throw new NotSupportedException();

        public void Attention(DeviceBatch batch, in AttentionArguments arguments) => throw new NotSupportedException();

        public void Gate(GateActivation activation, DeviceTensor gate, DeviceTensor up, int rows, DeviceTensor output) => throw new NotSupportedException();

        public void CopyRows(DeviceTensor source, int sourceRow, DeviceTensor target, int targetRow, int rows) => throw new NotSupportedException();

        public void Pool(DeviceBatch batch, Pooling pooling, DeviceTensor input, DeviceTensor output) => throw new NotSupportedException();

        public void Download(DeviceTensor source, int rows, Span<float> destination) => throw new NotSupportedException();

        public void Dispose() => SeenAtDispose = look();
    }
}
