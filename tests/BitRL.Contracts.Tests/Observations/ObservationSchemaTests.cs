using System.Text;
using BitRL.Contracts.Observations;
using Shouldly;
using Xunit;

namespace BitRL.Contracts.Tests.Observations;

public sealed class ObservationSchemaTests
{
    [Fact]
    public void ThePrefixOfAnEmittedStyleIsItsOwn() =>
        Encoding.UTF8.GetString(TankObservation.Schema.Prefix(TextStyle.Compact).Span).ShouldBe("Tank\n");

    [Fact]
    public void ThePrefixOfAnotherStyleIsRefusedByName() =>
        Should.Throw<ArgumentException>(() => TankObservation.Schema.Prefix(TextStyle.Json))
            .Message.ShouldContain("schema 'Tank' has no Json style; it has: Sentence, Compact");

    [Theory]
    [InlineData(TextStyle.Sentence, true)]
    [InlineData(TextStyle.Compact, true)]
    [InlineData(TextStyle.Json, false)]
    public void ASchemaKnowsWhichStylesItEmits(TextStyle style, bool emits) => TankObservation.Schema.Emits(style).ShouldBe(emits);

    [Fact]
    public void StyleNumbersAreBitsOfTheSetOfStyles() =>
        Enum.GetValues<TextStyle>().Select(style => (TextStyles)(1 << (int)style)).Aggregate((all, style) => all | style).ShouldBe(TextStyles.All);
}
