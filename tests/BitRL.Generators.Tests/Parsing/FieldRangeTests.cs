using BitRL.Generators.Parsing;
using Shouldly;
using Xunit;

namespace BitRL.Generators.Tests.Parsing;

public sealed class FieldRangeTests
{
    [Theory]
    [InlineData(-2.4, 2.4, "-2.4", "2.4")]
    [InlineData(-0.0, 0.1, "0", "0.1")]
    [InlineData(0, 1e20, "0", "1E+20")]
    public void RealEndsPrintInTheShortestForm(double minimum, double maximum, string low, string high)
    {
        var range = FieldRange.Real(minimum, maximum);
        (range.MinimumLiteral, range.MaximumLiteral).ShouldBe((low, high));
    }

    [Theory]
    [InlineData(-2.4, 2.6, "-2L", "2L")]
    [InlineData(0, 500, "0L", "500L")]
    [InlineData(-1e300, 1e300, "-9223372036854775808L", "9223372036854775807L")]
    [InlineData(-9223372036854775808.0, 9223372036854775808.0, "-9223372036854775808L", "9223372036854775807L")]
    public void SignedEndsAreWholeAndSaturate(double minimum, double maximum, string low, string high)
    {
        var range = FieldRange.Signed(minimum, maximum);
        (range.MinimumLiteral, range.MaximumLiteral).ShouldBe((low, high));
    }

    [Theory]
    [InlineData(-7, 2.6, "0UL", "2UL")]
    [InlineData(0.5, 1e300, "1UL", "18446744073709551615UL")]
    public void UnsignedEndsAreWholeAndSaturate(double minimum, double maximum, string low, string high)
    {
        var range = FieldRange.Unsigned(minimum, maximum);
        (range.MinimumLiteral, range.MaximumLiteral).ShouldBe((low, high));
    }
}
