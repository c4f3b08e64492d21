using BitRL.Contracts.Observations;
using BitRL.Generators.Emission;
using BitRL.Generators.Parsing;
using CsCheck;
using Shouldly;
using Xunit;
using FieldKind = BitRL.Generators.Parsing.FieldKind;

namespace BitRL.Generators.Tests.Emission;

public sealed class Utf8LengthTests
{
    private static readonly Gen<double> End = Gen.OneOf(Gen.Double[-1, 1], Gen.Double[-1000, 1000], Gen.Double[-1e20, 1e20], Gen.Int[-20, 20].Select(half => half / 2.0));

    [Fact]
    public void TheLongestRealIsAtAnEndOfTheRange() =>
        Gen.Select(End, End, Gen.Int[0, 9], Gen.Double[0, 1]).Where((a, b, _, _) => a != b).Sample((a, b, precision, share) =>
        {
            (double minimum, double maximum) = (Math.Min(a, b), Math.Max(a, b));
            int bound = Utf8Length.Of(Field(FieldKind.Real, FieldRange.Real(minimum, maximum), precision));
            int atEnds = Math.Max(Length(minimum), Length(maximum));

            bound.ShouldBe(atEnds);
            Length(minimum + ((maximum - minimum) * share)).ShouldBeLessThanOrEqualTo(bound);

            int Length(double value)
            {
                var writer = new Utf8TextWriter(stackalloc byte[400]);
                writer.Write(value, minimum, maximum, precision, "x");
                return writer.Length;
            }
        });

    [Fact]
    public void TheLongestIntegerIsAtAnEndOfTheRange() =>
        Gen.Select(End, End, Gen.Long).Where((a, b, _) => Math.Ceiling(Math.Min(a, b)) < Math.Floor(Math.Max(a, b))).Sample((a, b, value) =>
        {
            var range = FieldRange.Signed(Math.Min(a, b), Math.Max(a, b));
            int bound = Utf8Length.Of(Field(FieldKind.Integer, range, 0));
            (long minimum, long maximum) = (long.Parse(range.MinimumText), long.Parse(range.MaximumText));

            bound.ShouldBe(Math.Max(Length(minimum), Length(maximum)));
            Length(value).ShouldBeLessThanOrEqualTo(bound);

            int Length(long number)
            {
                var writer = new Utf8TextWriter(stackalloc byte[40]);
                writer.Write(number, minimum, maximum);
                return writer.Length;
            }
        });

    [Fact]
    public void BytesAreCountedAndNotCharacters() => Utf8Length.Of("é室😀").ShouldBe(2 + 3 + 4);

    private static FieldModel Field(FieldKind kind, FieldRange range, int precision) =>
        new("X", "x", kind, range, precision, "1", "x", IsPerEpisode: false, default);
}
