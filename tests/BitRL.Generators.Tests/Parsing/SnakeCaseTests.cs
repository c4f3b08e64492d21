using BitRL.Generators.Parsing;
using Shouldly;
using Xunit;

namespace BitRL.Generators.Tests.Parsing;

public sealed class SnakeCaseTests
{
    [Theory]
    [InlineData("X", "x")]
    [InlineData("PoleMass", "pole_mass")]
    [InlineData("ThetaDot2", "theta_dot2")]
    [InlineData("Joint1Angle", "joint1_angle")]
    [InlineData("HTTPServer", "http_server")]
    [InlineData("IsOK", "is_ok")]
    [InlineData("already_snake", "already_snake")]
    [InlineData("Mixed_Case", "mixed_case")]
    [InlineData("_private", "private")]
    [InlineData("camelCase", "camel_case")]
    [InlineData("Größe", "größe")]
    [InlineData("_", "_")]
    [InlineData("ABC", "abc")]
    public void NamesReadInSnakeCase(string identifier, string expected) => SnakeCase.From(identifier).ShouldBe(expected);
}
