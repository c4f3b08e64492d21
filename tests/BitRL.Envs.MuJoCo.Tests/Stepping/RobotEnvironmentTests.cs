using System.Collections.Immutable;
using System.Text;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Observations;
using BitRL.Envs.MuJoCo.Tests.Golden;
using BitRL.Envs.MuJoCo.Tests.Physics;
using Shouldly;

namespace BitRL.Envs.MuJoCo.Tests.Stepping;

public sealed class RobotEnvironmentTests
{
    /// <summary>Returns of the originals under uniformly random actions: mean and standard deviation over so many episodes.</summary>
    [Theory]
    [InlineData("HalfCheetah", 60, -276.6, 84.8, 100)]
    [InlineData("Hopper", 1000, 18.58, 17.93, 2000)]
    [InlineData("Walker2d", 1000, 2.65, 6.07, 2000)]
    public void RandomPlayEarnsWhatItEarnsInTheOriginal(string robot, int episodes, double mean, double deviation, int originalEpisodes)
    {
        using IVectorEnvironment environment = Provider(robot).Create(new EnvironmentOptions());
        EpisodeRandom random = new(77);
        StepResult[] result = new StepResult[1];
        float[] actions = new float[environment.Descriptor.Actions.Size];
        double sum = 0;
        for (int episode = 0; episode < episodes; episode++)
        {
            environment.Reset([0], [(ulong)episode]);
            do
            {
                foreach (ref float action in actions.AsSpan())
                {
                    action = (float)random.Uniform(-1, 1);
                }

                environment.Step(actions, result);
                sum += result[0].Reward;
            }
            while (!result[0].IsDone);
        }

        double error = deviation * Math.Sqrt((1.0 / episodes) + (1.0 / originalEpisodes));
        (sum / episodes).ShouldBe(mean, 4 * error);
    }

    [Theory]
    [InlineData("HalfCheetah", 0.1)]
    [InlineData("Hopper", 0.005)]
    [InlineData("Walker2d", 0.005)]
    public void ResetsScatterAroundTheModelsPose(string robot, double noise)
    {
        RobotTask task = TestPhysics.Task(robot);
        using RobotCopy copy = new(task, TestPhysics.Planar(robot));
        double largest = 0;
        double velocities = 0;
        const int resets = 2000;
        for (ulong seed = 0; seed < resets; seed++)
        {
            copy.Reset(seed);
            for (int i = 0; i < task.Size; i++)
            {
                largest = Math.Max(largest, Math.Abs(copy.Physics.Positions[i] - task.Model.Joints[i].Reference));
                velocities += copy.Physics.Velocities[i] * copy.Physics.Velocities[i] / (resets * task.Size);
            }
        }

        largest.ShouldBeInRange(0.99 * noise, noise);
        double expected = task.IsVelocityNoiseNormal ? noise : noise / Math.Sqrt(3);
        Math.Sqrt(velocities).ShouldBe(expected, 0.03 * expected);
    }

    [Fact]
    public void ThreadsChangeNothing()
    {
        double[] one = Run(threads: "1");
        Run(threads: "3").ShouldBe(one);

        static double[] Run(string threads)
        {
            const int copies = 5;
            using IVectorEnvironment environment = Provider("Walker2d").Create(new EnvironmentOptions { Count = copies, Settings = ImmutableDictionary.CreateRange([KeyValuePair.Create("threads", threads)]) });
            EpisodeRandom random = new(4);
            StepResult[] results = new StepResult[copies];
            float[] actions = new float[copies * 6];
            List<double> rewards = [];
            for (int copy = 0; copy < copies; copy++)
            {
                environment.Reset([copy], [(ulong)copy]);
            }

            for (int t = 0; t < 300; t++)
            {
                foreach (ref float action in actions.AsSpan())
                {
                    action = (float)random.Uniform(-1, 1);
                }

                environment.Step(actions, results);
                for (int copy = 0; copy < copies; copy++)
                {
                    rewards.Add(results[copy].Reward);
                    if (results[copy].IsDone)
                    {
                        environment.Reset([copy], [(ulong)((100 * t) + copy)]);
                    }
                }
            }

            return [.. rewards];
        }
    }

    [Fact]
    public void HalfCheetahIsTruncatedAfterAThousandStepsAndNeverTerminates()
    {
        using IVectorEnvironment environment = Provider("HalfCheetah").Create(new EnvironmentOptions());
        environment.Reset([0], [1]);
        StepResult[] result = new StepResult[1];
        for (int t = 1; t <= 1000; t++)
        {
            environment.Step(new float[6], result);
            result[0].Terminated.ShouldBeFalse();
            result[0].Truncated.ShouldBe(t == 1000);
        }

        Should.Throw<InvalidOperationException>(() => environment.Step(new float[6], result)).Message.ShouldContain("reset it");
    }

    [Fact]
    public void StepsAndTextsAllocateNothing()
    {
        using IVectorEnvironment environment = Provider("Hopper").Create(new EnvironmentOptions { Count = 2, Settings = ImmutableDictionary.CreateRange([KeyValuePair.Create("threads", "1")]) });
        StepResult[] results = new StepResult[2];
        float[] actions = new float[6];
        float[] observations = new float[22];
        byte[] text = new byte[environment.Descriptor.Schema.MaxStepBytes];
        int[] indices = [0, 1];
        ulong[] seeds = [1, 2];
        long allocated = 0;
        for (int t = 0; t < 2000; t++)
        {
            if (t % 20 == 0)
            {
                environment.Reset(indices, seeds);
            }

            long before = GC.GetAllocatedBytesForCurrentThread();
            environment.Step(actions, results);
            environment.CopyObservations(observations);
            environment.WriteStep(1, TextStyle.Compact, text);
            if (t > 200)
            {
                allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            }
        }

        allocated.ShouldBe(0);
    }

    [Fact]
    public void AnActionThatIsNotFiniteIsRefusedAndChangesNothing()
    {
        using IVectorEnvironment environment = Provider("Hopper").Create(new EnvironmentOptions());
        environment.Reset([0], [1]);
        float[] before = new float[11];
        environment.CopyObservations(before);
        Should.Throw<ArgumentException>(() => environment.Step([0, float.NaN, 0], new StepResult[1])).Message.ShouldContain("action 1 of copy 0 is NaN");
        Should.Throw<ArgumentException>(() => environment.Step([0, 0], new StepResult[1])).Message.ShouldContain("3 numbers");
        float[] after = new float[11];
        environment.CopyObservations(after);
        after.ShouldBe(before);
    }

    [Theory]
    [InlineData("physics", "bullet", "planar and mujoco")]
    [InlineData("threads", "0", "1 to 256")]
    [InlineData("gravity", "1", "it has physics, threads")]
    public void ASettingThatCannotBeIsRefused(string name, string value, string message) =>
        Should.Throw<ArgumentException>(() => Provider("Hopper").Create(new EnvironmentOptions { Settings = ImmutableDictionary.CreateRange([KeyValuePair.Create(name, value)]) })).Message.ShouldContain(message);

    /// <summary>Ranges bound the bytes of a text; they must not hide a state from the agent.</summary>
    [Theory]
    [InlineData("HalfCheetah")]
    [InlineData("Hopper")]
    [InlineData("Walker2d")]
    public void NoRangeClampsARecordedState(string robot)
    {
        ObservationSchema schema = TestPhysics.Task(robot).Descriptor.Schema;
        foreach (GoldenTrajectory trajectory in GoldenFiles.Trajectories(robot + "-v4"))
        {
            foreach (double[] observation in trajectory.Obs)
            {
                for (int i = 0; i < observation.Length; i++)
                {
                    observation[i].ShouldBeInRange(schema.Fields[i].Minimum, schema.Fields[i].Maximum, schema.Fields[i].Description);
                }
            }
        }
    }

    [Fact]
    public void TheTextSaysEachNumberUnderItsName()
    {
        using RobotEnvironment<HopperObservation> environment = new([TestPhysics.Planar("Hopper")], 1);
        environment.Copies[0].Restore([9, 1.2, -0.05, -0.1, -0.2, 0.3], [1.5, -0.25, 12, 0.5, -30, 0.0004], 3);
        byte[] text = new byte[500];

        Encoding.UTF8.GetString(text, 0, environment.WriteStep(0, TextStyle.Compact, text))
            .ShouldBe("z=1.200 p=-0.050 a=-0.100 b=-0.200 c=0.300 v=1.500 w=-0.250 q=10.000 g=0.500 h=-10.000 i=0.000\n");
        Encoding.UTF8.GetString(text, 0, environment.WriteStep(0, TextStyle.Sentence, text))
            .ShouldStartWith("torso height 1.200 m, torso pitch -0.050 rad, thigh angle -0.100 rad, leg angle -0.200 rad, foot angle 0.300 rad, forward velocity 1.500 m/s");
        environment.ActionNames.ShouldBe(["thigh_joint", "leg_joint", "foot_joint"]);
    }

    private static IEnvironmentProvider Provider(string robot) => robot switch
    {
        "HalfCheetah" => new RobotProvider<HalfCheetahObservation>(),
        "Hopper" => new RobotProvider<HopperObservation>(),
        _ => new RobotProvider<Walker2dObservation>(),
    };
}
