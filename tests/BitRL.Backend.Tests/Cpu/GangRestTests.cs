using BitRL.Backend.Cpu.Execution;
using Shouldly;
using Xunit;

namespace BitRL.Backend.Tests.Cpu;

public sealed class GangRestTests
{
    [Fact]
    public void RestsDoubleWhileTheHelperStaysLateAndBeginAnewLater()
    {
        GangRest rest = default;
        rest.IsOver(0).ShouldBeTrue();
        long now = 1_000_000_000_000;
        long length = GangRest.Shortest;
        for (int i = 0; i < 12; i++)
        {
            rest.Begin(now);
            rest.IsOver(now + length - 1).ShouldBeFalse();
            rest.IsOver(now + length).ShouldBeTrue();
            now += length + 1;
            length = Math.Min(2 * length, GangRest.Longest);
        }

        length.ShouldBe(GangRest.Longest);
        now += 4 * GangRest.Longest;
        rest.Begin(now);
        rest.IsOver(now + GangRest.Shortest).ShouldBeTrue();
    }
}
