using BitRL.Agent.Checkpoints;
using BitRL.Agent.Folders;
using BitRL.Agent.Tests.Fakes;

namespace BitRL.Agent.Tests.Checkpoints;

public sealed class AgentCheckpointTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task EveryDamageIsFound()
    {
        string path = await MakeAsync();
        byte[] good = File.ReadAllBytes(path);
        var random = new Random(2);
        for (int i = 0; i < 2_000; i++)
        {
            byte[] bad = [.. good];
            if (i % 2 == 0)
            {
                bad[i < good.Length ? i : random.Next(good.Length)] ^= (byte)(1 << random.Next(8));
            }
            else
            {
                bad = bad[..random.Next(good.Length)];
            }

            File.WriteAllBytes(_folder.At("bad"), bad);
            var e = Should.Throw<InvalidDataException>(() => AgentCheckpoint.Read(_folder.At("bad")));
            e.Message.ShouldContain(_folder.At("bad"));
        }

        AgentCheckpoint.Read(path).Header.Environment.ShouldBe("Walk-v0");
    }

    [Fact]
    public async Task ARefusedCheckpointEndsAResumeAndLeavesTheFolderAsItWas()
    {
        string path = await MakeAsync();
        byte[] bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);
        string metrics = File.ReadAllText(_folder.At("run", "metrics.csv"));
        (await Should.ThrowAsync<InvalidDataException>(() => Walk.ResumeAsync(Walk.Configuration, _folder.At("run")))).Message.ShouldContain("damaged");
        File.ReadAllText(_folder.At("run", "metrics.csv")).ShouldBe(metrics);
        File.ReadAllBytes(path).ShouldBe(bytes);
    }

    [Fact]
    public void WhatIsNotACheckpointIsNamed()
    {
        File.WriteAllText(_folder.At("text"), new string('x', 500));
        Should.Throw<InvalidDataException>(() => AgentCheckpoint.Read(_folder.At("text"))).Message.ShouldContain("is not a checkpoint of this toolkit");
        Should.Throw<RunFolderException>(() => AgentCheckpoint.Read(_folder.At("none"))).Message.ShouldContain("does not exist");
    }

    [Fact]
    public async Task AnotherFormatVersionIsNamed()
    {
        string path = await MakeAsync();
        byte[] bytes = File.ReadAllBytes(path);
        bytes[8] = 9;
        File.WriteAllBytes(path, bytes);
        Should.Throw<InvalidDataException>(() => AgentCheckpoint.Read(path)).Message.ShouldContain("format 9, this toolkit reads 1");
    }

    [Fact]
    public async Task TheConfigurationTravelsInTheFile()
    {
        AgentCheckpoint checkpoint = AgentCheckpoint.Read(await MakeAsync());
        checkpoint.ReadConfiguration().Seed.ShouldBe(7UL);
        checkpoint.Header.EnvironmentCount.ShouldBe(4);
        checkpoint.Header.PolicyEncoderIdentity.ShouldBe("text");
    }

    private async Task<string> MakeAsync()
    {
        await Walk.RunAsync(Walk.Configuration with { Steps = 400 }, _folder.At("run"));
        return RunFolder.LastCheckpointPathOf(_folder.At("run"));
    }
}
