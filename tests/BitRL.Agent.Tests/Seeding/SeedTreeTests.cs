using BitRL.Agent.Seeding;

namespace BitRL.Agent.Tests.Seeding;

public sealed class SeedTreeTests
{
    /// <summary>Published runs depend on these numbers; the test holds them still.</summary>
    [Fact]
    public void TheNumbersNeverChange()
    {
        SeedTree.Root(0).Value.ShouldBe(0xE220A8397B1DCDAFUL, "SplitMix64's first output for seed 0");
        SeedTree.Root(1234567).Value.ShouldBe(6457827717110365317UL, "SplitMix64's first output for seed 1234567");
        SeedTree.Root(0).Child(SeedBranch.Training).Child(3).Child(5).Value.ShouldBe(8151919031477126466UL);
    }

    [Fact]
    public void NodesNearEachOtherDiffer()
    {
        var seen = new HashSet<ulong>();
        int nodes = 0;
        for (ulong seed = 0; seed < 20; seed++)
        {
            foreach (SeedBranch branch in Enum.GetValues<SeedBranch>())
            {
                for (ulong copy = 0; copy < 20; copy++)
                {
                    for (ulong episode = 0; episode < 20; episode++)
                    {
                        nodes++;
                        seen.Add(SeedTree.Root(seed).Child(branch).Child(copy).Child(episode).Value);
                    }
                }
            }
        }

        seen.Count.ShouldBe(nodes);
    }

    [Fact]
    public void EveryBitOfASeedMattersAboutHalfTheTime()
    {
        var flips = new int[64];
        const int Trials = 2_000;
        for (ulong i = 0; i < Trials; i++)
        {
            ulong difference = SeedTree.Root(i).Child(1).Value ^ SeedTree.Root(i + 1).Child(1).Value;
            for (int bit = 0; bit < 64; bit++)
            {
                flips[bit] += (int)((difference >> bit) & 1);
            }
        }

        // Six standard deviations of a fair coin.
        flips.ShouldAllBe(count => Math.Abs(count - (Trials / 2)) < 6 * Math.Sqrt(Trials) / 2);
    }
}
