using BitRL.Contracts.Backends;
using BitRL.Model.Weights;
using Shouldly;
using Xunit;

namespace BitRL.Model.Tests.Weights;

public sealed class TernaryPackingTests
{
    [Fact]
    public void PackingAndUnpackingAreInverse()
    {
        var random = new Random(1);
        sbyte[] values = [.. Enumerable.Range(0, 1280).Select(_ => (sbyte)random.Next(-1, 2))];
        byte[] codes = new byte[320];
        sbyte[] unpacked = new sbyte[1280];
        TernaryPacking.Pack(values, codes);
        TernaryPacking.Unpack(codes, unpacked);
        unpacked.ShouldBe(values);
        TernaryPacking.CountDamaged(codes).ShouldBe(0);
    }

    [Fact]
    public void TernarisationDividesByTheMeanMagnitudeAndRoundsHalfToEven()
    {
        float[] values = new float[128];
        (float[] pattern, sbyte[] expected) = ([2f, -2f, 0.5f, 0.51f, -0.5f, -0.51f, 1.49f, 0f], (sbyte[])[1, -1, 0, 1, 0, -1, 1, 0]);
        pattern.CopyTo(values, 0);
        values[8] = 128 - pattern.Sum(Math.Abs);
        TernaryWeights weights = TernaryPacking.Ternarize(values, 1, 128);
        weights.Scale.ShouldBe(1f);
        sbyte[] unpacked = new sbyte[128];
        TernaryPacking.Unpack(weights.Codes.Span, unpacked);
        unpacked.Take(8).ShouldBe(expected);
    }

    [Fact]
    public void AMatrixOfZerosHasTheSmallestScale()
    {
        TernaryWeights weights = TernaryPacking.Ternarize(new float[256], 2, 128);
        weights.Scale.ShouldBe(TernaryPacking.MinimumScale);
        weights.Codes.ToArray().ShouldAllBe(b => b == 0b01010101);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void WeightsThatAreNotFiniteAreRefused(float bad)
    {
        float[] values = new float[128];
        values[77] = bad;
        Should.Throw<ArgumentException>(() => TernaryPacking.Ternarize(values, 1, 128)).Message.ShouldContain("NaN or infinity");
    }

    [Theory]
    [InlineData(1, 32)]
    [InlineData(5, 96)]
    [InlineData(200, 1001)]
    public void DamagedCodesAreCounted(int damaged, int bytes)
    {
        var random = new Random(bytes);
        byte[] codes = [.. Enumerable.Range(0, bytes).Select(_ => (byte)((random.Next(3) << 6) | (random.Next(3) << 4) | (random.Next(3) << 2) | random.Next(3)))];
        foreach (int element in Enumerable.Range(0, bytes * 4).OrderBy(_ => random.Next()).Take(damaged))
        {
            codes[element / 4] |= (byte)(3 << (2 * (element % 4)));
        }

        TernaryPacking.CountDamaged(codes).ShouldBe(damaged);
    }
}
