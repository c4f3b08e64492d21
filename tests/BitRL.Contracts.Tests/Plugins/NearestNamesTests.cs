using BitRL.Contracts.Plugins;
using Shouldly;
using Xunit;

namespace BitRL.Contracts.Tests.Plugins;

public sealed class NearestNamesTests
{
    private static readonly string[] Known = ["Acrobot-v1", "CartPole-v1", "MountainCar-v0", "steps", "seed", "trainer.policy-lr", "trainer.value-lr", "go", "env", "num-envs"];

    [Theory]
    [InlineData("cartpole-v1", "CartPole-v1")]
    [InlineData("cart", "CartPole-v1")]
    [InlineData("Acrobat-v1", "Acrobot-v1")]
    [InlineData("stesp", "steps")]
    [InlineData("setsp", "steps")]
    [InlineData("trainer.policy-lrr", "trainer.policy-lr")]
    [InlineData("policy-lr", "trainer.policy-lr")]
    [InlineData("num-env", "num-envs")]
    public void TheNameThatWasMeantIsFound(string given, string expected) => NearestNames.Find(given, Known).ShouldBe([expected]);

    [Theory]
    [InlineData("zzzzzz")]
    [InlineData("gopher")]
    [InlineData("mountain range")]
    [InlineData("lr")]
    [InlineData("")]
    public void NothingIsFoundWhereNothingIsNear(string given) => NearestNames.Find(given, Known).ShouldBeEmpty();

    [Fact]
    public void EquallyNearNamesAreAllFoundUpToThree() =>
        NearestNames.Find("blok", ["bloke", "block", "bloks", "blobk", "other"]).ShouldBe(["blobk", "block", "bloke"]);

    [Fact]
    public void AFartherNameIsNotFoundBesideANearerOne() => NearestNames.Find("tinny", ["tiny", "tinnies"]).ShouldBe(["tiny"]);

    [Theory]
    [InlineData("rnu", "; did you mean run?")]
    [InlineData("blok", "; did you mean block or bloks?")]
    [InlineData("quite else", "")]
    public void TheQuestionNamesThem(string given, string question) => NearestNames.Question(given, ["run", "block", "bloks"]).ShouldBe(question);
}
