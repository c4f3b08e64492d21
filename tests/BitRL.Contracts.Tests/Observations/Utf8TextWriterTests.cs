using System.Globalization;
using System.Text;
using BitRL.Contracts.Observations;
using CsCheck;
using Shouldly;
using Xunit;

namespace BitRL.Contracts.Tests.Observations;

public sealed class Utf8TextWriterTests
{
    private static readonly Gen<double> AnyNumber = Gen.OneOf(
        Gen.Double[-10, 10],
        Gen.Double[-1e6, 1e6],
        Gen.Double[-1e16, 1e16],
        Gen.Double.Where(value => !double.IsNaN(value)),
        Gen.Int[-20_000, 20_000].Select(halves => halves / 2000.0),
        Gen.OneOf(0.0, -0.0, double.Epsilon, -double.Epsilon, 1e15, -1e15, 999_999_999_999_999.5, double.MaxValue, double.MinValue, double.PositiveInfinity));

    [Theory]
    [InlineData(0.12, 2, "0.12")]
    [InlineData(0.125, 2, "0.12")]
    [InlineData(0.375, 2, "0.38")]
    [InlineData(-0.001, 2, "0.00")]
    [InlineData(-0.0, 3, "0.000")]
    [InlineData(-1.5, 0, "-2")]
    [InlineData(-0.5, 0, "0")]
    [InlineData(9.999, 1, "10.0")]
    [InlineData(-12.000000001, 9, "-12.000000001")]
    [InlineData(1e20, 1, "100000000000000000000.0")]
    public void RealNumbersHaveAFixedNumberOfDecimals(double value, int precision, string expected) =>
        Text((ref Utf8TextWriter writer) => writer.Write(value, -1e300, 1e300, precision, "x")).ShouldBe(expected);

    [Fact]
    public void RealNumbersPrintAsTheFrameworkPrintsThemRounded() =>
        Gen.Select(AnyNumber, Gen.Int[0, 9]).Sample((value, precision) =>
        {
            double clamped = Math.Clamp(value, double.MinValue, double.MaxValue);
            double rounded = Math.Round(clamped, precision, MidpointRounding.ToEven) + 0.0;
            string expected = rounded.ToString($"F{precision}", CultureInfo.InvariantCulture);
            Text((ref Utf8TextWriter writer) => writer.Write(value, double.MinValue, double.MaxValue, precision, "x")).ShouldBe(expected);
        });

    [Fact]
    public void NoNumberPrintsANegativeZero() =>
        Gen.Select(Gen.Double[-1, 0], Gen.Int[0, 9]).Sample((value, precision) =>
        {
            string text = Text((ref Utf8TextWriter writer) => writer.Write(value, -1, 0, precision, "x"));
            (text.StartsWith('-') && text.All(character => character is '-' or '0' or '.')).ShouldBeFalse(text);
        });

    [Fact]
    public void ValuesAreClampedToTheirRange() =>
        Gen.Select(AnyNumber, Gen.Double[-100, 0], Gen.Double[0.5, 100]).Sample((value, minimum, maximum) =>
        {
            string text = Text((ref Utf8TextWriter writer) => writer.Write(value, minimum, maximum, 3, "x"));
            double.Parse(text, CultureInfo.InvariantCulture).ShouldBeInRange(minimum - 0.0005000001, maximum + 0.0005000001);
        });

    [Theory]
    [InlineData(double.PositiveInfinity, "2.4")]
    [InlineData(double.NegativeInfinity, "-2.4")]
    public void InfinitiesAreClamped(double value, string expected) =>
        Text((ref Utf8TextWriter writer) => writer.Write(value, -2.4, 2.4, 1, "x")).ShouldBe(expected);

    [Fact]
    public void IntegersPrintAndClampOverTheirWholeRange() =>
        Gen.Select(Gen.Long, Gen.Long, Gen.Long).Sample((value, a, b) =>
        {
            (long minimum, long maximum) = (Math.Min(a, b), Math.Max(a, b));
            Text((ref Utf8TextWriter writer) => writer.Write(value, minimum, maximum))
                .ShouldBe(Math.Clamp(value, minimum, maximum).ToString(CultureInfo.InvariantCulture));
        });

    [Fact]
    public void UnsignedIntegersPrintAndClampOverTheirWholeRange() =>
        Gen.Select(Gen.ULong, Gen.ULong, Gen.ULong).Sample((value, a, b) =>
        {
            (ulong minimum, ulong maximum) = (Math.Min(a, b), Math.Max(a, b));
            Text((ref Utf8TextWriter writer) => writer.Write(value, minimum, maximum))
                .ShouldBe(Math.Clamp(value, minimum, maximum).ToString(CultureInfo.InvariantCulture));
        });

    [Theory]
    [InlineData(true, "yes")]
    [InlineData(false, "no")]
    public void BooleansPrintAsYesAndNo(bool value, string expected) =>
        Text((ref Utf8TextWriter writer) => writer.Write(value)).ShouldBe(expected);

    [Fact]
    public void NotANumberIsRefusedByTheNameOfItsField() =>
        Should.Throw<ArgumentException>(() => Text((ref Utf8TextWriter writer) => writer.Write(double.NaN, 0, 1, 2, "pole_angle")))
            .Message.ShouldContain("'pole_angle' is NaN");

    [Theory]
    [InlineData(-1)]
    [InlineData(10)]
    public void PrecisionOutsideZeroToNineIsRefused(int precision) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Text((ref Utf8TextWriter writer) => writer.Write(0.5, 0, 1, precision, "x")))
            .Message.ShouldContain("'x' can have 0 to 9 digits");

    [Fact]
    public void ABufferThatIsTooShortIsRefusedBeforeAnythingIsWritten()
    {
        byte[] buffer = new byte[9];
        Should.Throw<ArgumentException>(() => _ = new Utf8TextWriter(buffer, 10)).Message.ShouldContain("has 9 bytes and the text may need 10");
        new Utf8TextWriter(buffer, 9).Length.ShouldBe(0);
    }

    [Fact]
    public void EveryWriteIntoAFullBufferIsRefused() =>
        Gen.Select(AnyNumber, Gen.Int[0, 9]).Sample((value, precision) =>
        {
            string whole = Text((ref Utf8TextWriter writer) => writer.Write(value, double.MinValue, double.MaxValue, precision, "x"));
            byte[] tooShort = new byte[whole.Length - 1];
            Should.Throw<ArgumentException>(() => new Utf8TextWriter(tooShort).Write(value, double.MinValue, double.MaxValue, precision, "x"))
                .Message.ShouldContain("too short");
        });

    [Fact]
    public void OtherWritesIntoAFullBufferAreRefusedToo()
    {
        byte[] buffer = new byte[2];
        Should.Throw<ArgumentException>(() => new Utf8TextWriter(buffer).Write(true));
        Should.Throw<ArgumentException>(() => new Utf8TextWriter(buffer).Write("abc"u8));
        Should.Throw<ArgumentException>(() => new Utf8TextWriter(buffer).Write(-12L, -99, 99));
        Should.Throw<ArgumentException>(() => new Utf8TextWriter(buffer).Write(123UL, 0, 999));
    }

    [Fact]
    public void WritingAllocatesNothing()
    {
        byte[] buffer = new byte[512];
        Span<double> values = [0.123, -4.5, 1e18, double.PositiveInfinity, -0.0001];
        WriteAll(buffer, values);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10_000; i++)
        {
            WriteAll(buffer, values);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    private delegate void WriteText(ref Utf8TextWriter writer);

    private static void WriteAll(byte[] buffer, ReadOnlySpan<double> values)
    {
        var writer = new Utf8TextWriter(buffer, buffer.Length);
        foreach (double value in values)
        {
            writer.Write(value, -1e300, 1e18, 3, "x");
        }

        writer.Write(true);
        writer.Write(-12L, -5, 5);
        writer.Write(12UL, 0, 50);
    }

    private static string Text(WriteText write)
    {
        byte[] buffer = new byte[400];
        var writer = new Utf8TextWriter(buffer);
        write(ref writer);
        return Encoding.UTF8.GetString(buffer, 0, writer.Length);
    }
}
