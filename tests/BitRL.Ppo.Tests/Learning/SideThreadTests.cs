using BitRL.Ppo.Learning;
using Shouldly;
using Xunit;

namespace BitRL.Ppo.Tests.Learning;

public sealed class SideThreadTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void BothWorksAreDoneWhenRunReturns(bool enabled)
    {
        int side = 0, own = 0;
        using var thread = new SideThread(() => side++, enabled);
        for (int i = 1; i <= 100; i++)
        {
            thread.Run(() => own++);
            (side, own).ShouldBe((i, i));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AFailureOnTheSideReachesTheCallerAndTheThreadLivesOn(bool enabled)
    {
        bool fail = true;
        int done = 0;
        using var thread = new SideThread(
            () =>
            {
                done++;
                if (fail)
                {
                    throw new NonFiniteValueException("side");
                }
            },
            enabled);
        Should.Throw<NonFiniteValueException>(() => thread.Run(() => { })).Message.ShouldBe("side");
        fail = false;
        thread.Run(() => { });
        done.ShouldBe(2);
    }

    [Fact]
    public void TheCallersOwnFailureWaitsForTheSide()
    {
        bool finished = false;
        using var thread = new SideThread(
            () =>
            {
                Thread.Sleep(30);
                finished = true;
            },
            enabled: true);
        Should.Throw<InvalidOperationException>(() => thread.Run(() => throw new InvalidOperationException("own"))).Message.ShouldBe("own");
        if (Environment.ProcessorCount > 1)
        {
            finished.ShouldBeTrue();
        }
    }
}
