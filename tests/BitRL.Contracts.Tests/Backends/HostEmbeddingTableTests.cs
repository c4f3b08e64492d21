using System.Runtime.InteropServices;
using BitRL.Contracts.Backends;
using Shouldly;
using Xunit;

namespace BitRL.Contracts.Tests.Backends;

public sealed class HostEmbeddingTableTests
{
    [Fact]
    public void HalfFloatsAreUsedInPlace()
    {
        byte[] memory = new byte[12];
        using var table = new HostEmbeddingTable(memory, 2, 3);
        memory[5] = 77;

        table.IsHalf.ShouldBeTrue();
        table.Content.Length.ShouldBe(12);
        table.Content[5].ShouldBe((byte)77);
    }

    [Fact]
    public void Float32ValuesAreCopied()
    {
        float[] values = [1, 2, 3, 4, 5, 6];
        using var table = new HostEmbeddingTable(values, 3, 2);
        values[0] = 9;

        table.IsHalf.ShouldBeFalse();
        (table.Entries, table.Width).ShouldBe((3, 2));
        MemoryMarshal.Cast<byte, float>(table.Content).ToArray().ShouldBe([1, 2, 3, 4, 5, 6]);
    }

    [Fact]
    public void ContentThatDoesNotFillTheShapeIsRefused()
    {
        Should.Throw<ArgumentException>(() => new HostEmbeddingTable(new byte[11], 2, 3)).Message.ShouldContain("11 bytes of half floats");
        Should.Throw<ArgumentException>(() => new HostEmbeddingTable([1f, 2f], 2, 3)).Message.ShouldContain("2 float32 values");
    }
}
