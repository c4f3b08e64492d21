using BitRL.Model.Encoders;
using Shouldly;
using Xunit;

namespace BitRL.Model.Tests.Encoders;

public sealed class WorkerTeamTests
{
    [Fact]
    public void EveryWorkerDoesItsPieceOncePerRun()
    {
        int[] counts = new int[4];
        using var team = new WorkerTeam(4, worker => Interlocked.Increment(ref counts[worker]));
        for (int i = 0; i < 500; i++)
        {
            team.Run(1 + (i % 4));
        }

        counts.ShouldBe([500, 375, 250, 125]);
    }

    [Fact]
    public void WhatAWorkerThrowsReachesTheCallerAndTheTeamGoesOn()
    {
        int runs = 0;
        using var team = new WorkerTeam(3, worker =>
        {
            Interlocked.Increment(ref runs);
            if (worker == 2 && runs <= 3)
            {
                throw new InvalidDataException("piece 2");
            }
        });
        Should.Throw<InvalidDataException>(() => team.Run(3)).Message.ShouldBe("piece 2");
        team.Run(3);
        runs.ShouldBe(6);
    }

    [Fact]
    public void ATeamThatSleepsWakesUp()
    {
        int runs = 0;
        using var team = new WorkerTeam(2, _ => Interlocked.Increment(ref runs));
        team.Run(2);
        Thread.Sleep(100);
        team.Run(2);
        runs.ShouldBe(4);
    }
}
