using System.Collections.Immutable;
using BitRL.Contracts.Environments;
using CsCheck;
using Shouldly;
using Xunit;

namespace BitRL.Contracts.Tests.Environments;

public sealed class ActionSpaceTests
{
    [Fact]
    public void ADiscreteSpaceTakesOneNumber()
    {
        var space = ActionSpace.Discrete(3);
        space.IsDiscrete.ShouldBeTrue();
        space.Choices.ShouldBe(3);
        space.Size.ShouldBe(1);
        space.Low.ShouldBeEmpty();
        space.ToString().ShouldBe("Discrete(3)");
    }

    [Fact]
    public void ABoxTakesOneNumberADimension()
    {
        var space = ActionSpace.Box([-1f, 0f], [1f, 2f]);
        space.IsDiscrete.ShouldBeFalse();
        space.Choices.ShouldBe(0);
        space.Size.ShouldBe(2);
        space.High.ShouldBe([1f, 2f]);
        space.ToString().ShouldBe("Box(2)");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-4)]
    public void ASpaceWithoutChoicesIsRefused(int choices) => Should.Throw<ArgumentOutOfRangeException>(() => ActionSpace.Discrete(choices));

    [Fact]
    public void ABoxIsRefusedExactlyWhenABoundIsNotFiniteOrNotOrdered()
    {
        Gen<float> bound = Gen.OneOf(Gen.Float[-5, 5], Gen.OneOf(float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0f));
        Gen.Select(bound.Array[1, 4], bound.Array[1, 4]).Sample((low, high) =>
        {
            bool good = low.Length == high.Length
                && low.Zip(high).All(pair => float.IsFinite(pair.First) && float.IsFinite(pair.Second) && pair.First < pair.Second);
            if (good)
            {
                ActionSpace.Box([.. low], [.. high]).Size.ShouldBe(low.Length);
            }
            else
            {
                Should.Throw<ArgumentException>(() => ActionSpace.Box([.. low], [.. high]));
            }
        });
    }

    [Fact]
    public void AnEmptyOrMissingBoxIsRefused()
    {
        Should.Throw<ArgumentException>(() => ActionSpace.Box([], []));
        Should.Throw<ArgumentException>(() => ActionSpace.Box(default, [1f]));
        Should.Throw<ArgumentException>(() => ActionSpace.Box([1f], default(ImmutableArray<float>)));
    }

    [Fact]
    public void ABadBoundIsNamedByItsDimension() =>
        Should.Throw<ArgumentException>(() => ActionSpace.Box([0f, 3f], [1f, 2f])).Message.ShouldContain("dimension 1 has the bounds 3..2");
}
