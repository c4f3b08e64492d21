using System.Text;
using BitRL.Contracts.Environments;
using BitRL.Envs.MuJoCo.Tests.Golden;
using BitRL.Envs.MuJoCo.Tests.Physics;
using Shouldly;

namespace BitRL.Envs.MuJoCo.Tests.Replay;

public sealed class ReplayTests
{
    [Fact]
    public void RecordingsAreWithinTheStatedTolerancesInBothModes()
    {
        using RobotEnvironment<HopperObservation> environment = new([TestPhysics.Planar("Hopper")], 1);
        int episodes = 0;
        foreach (byte[] line in GoldenFiles.RawLines("Hopper-v4").Take(4))
        {
            IRecordedEpisode episode = environment.ReadRecording(line).ShouldHaveSingleItem();
            episode.Steps.ShouldBe(200);
            Errors free = new();
            episode.Restart(0, free);
            for (int t = 0; t < episode.Steps; t++)
            {
                episode.Step(t, free);
            }

            Errors steps = new();
            for (int t = 0; t < episode.Steps; t++)
            {
                episode.Restart(t, steps);
                episode.Step(t, steps);
            }

            foreach (ReplayQuantity quantity in environment.ReplayQuantities)
            {
                steps.Largest[quantity.Name].ShouldBeLessThanOrEqualTo(quantity.StepTolerance, quantity.Name);
                free.Largest[quantity.Name].ShouldBeLessThanOrEqualTo(quantity.FreeRunningTolerance, quantity.Name);
            }

            episodes++;
        }

        episodes.ShouldBe(4);
    }

    /// <summary>A replay that could not fail would prove nothing.</summary>
    [Fact]
    public void AChangedRecordingShows()
    {
        using RobotEnvironment<HopperObservation> environment = new([TestPhysics.Planar("Hopper")], 1);
        string line = """{"env":"Hopper-v4","init_qpos":[0,1.25,0,0,0,0],"init_qvel":[0,0,0,0,0,0],"actions":[[0.5,0,0]],"qpos":[[0,1.25,0,0,0,0]],"qvel":[[0,0,0,0,0,0]],"reward":[7],"terminated":[true],"ncon":[3]}""";
        IRecordedEpisode episode = environment.ReadRecording(Encoding.UTF8.GetBytes(line)).ShouldHaveSingleItem();
        Errors errors = new();
        episode.Restart(0, errors);
        episode.Step(0, errors);
        errors.Largest.Keys.ShouldBe(["qpos", "qvel", "reward", "terminated", "ncon"], ignoreOrder: true);
        errors.Largest["qvel"].ShouldBeGreaterThan(0.01);
        errors.Largest["reward"].ShouldBeGreaterThan(1);
        errors.Largest["terminated"].ShouldBe(1);
    }

    [Theory]
    [InlineData("{", "Expected depth")]
    [InlineData("""{"env":"Hopper-v4"}""", "init_qpos")]
    [InlineData("""{"env":"Walker2d-v4","init_qpos":[],"init_qvel":[],"actions":[],"qpos":[],"qvel":[]}""", "'Walker2d-v4', but this is Hopper-v4")]
    [InlineData("""{"env":"Hopper-v4","init_qpos":[0],"init_qvel":[0,0,0,0,0,0],"actions":[],"qpos":[],"qvel":[]}""", "\"init_qpos\" must hold 6 numbers")]
    [InlineData("""{"env":"Hopper-v4","init_qpos":[0,0,0,0,0,0],"init_qvel":[0,0,0,0,0,0],"actions":[[0,0]],"qpos":[[0,0,0,0,0,0]],"qvel":[[0,0,0,0,0,0]]}""", "\"actions\" must hold rows of 3")]
    [InlineData("""{"env":"Hopper-v4","init_qpos":[0,0,0,0,0,0],"init_qvel":[0,0,0,0,0,0],"actions":[[0,0,0]],"qpos":[[0,0,0,0,0,0]],"qvel":[[0,0,0,0,0,0]],"reward":[1,2]}""", "\"reward\" must hold 1 values")]
    public void ALineThatCannotBeReplayedIsRefusedByName(string line, string message)
    {
        using RobotEnvironment<HopperObservation> environment = new([TestPhysics.Planar("Hopper")], 1);
        Should.Throw<FormatException>(() => environment.ReadRecording(Encoding.UTF8.GetBytes(line))).Message.ShouldContain(message);
    }

    private sealed class Errors : IReplayComparison
    {
        public Dictionary<string, double> Largest { get; } = [];

        public void Compare(string quantity, ReadOnlySpan<double> recorded, ReadOnlySpan<double> replayed) =>
            Largest[quantity] = Math.Max(Largest.GetValueOrDefault(quantity), Near.Difference(replayed, recorded));

        public void Compare(string quantity, ReadOnlySpan<char> recorded, ReadOnlySpan<char> replayed) => throw new NotSupportedException();
    }
}
