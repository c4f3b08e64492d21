using System.Globalization;
using BitRL.Envs.MuJoCo;
using BitRL.Perf.Kernels;

namespace BitRL.Perf.Physics;

/// <summary>
/// <c>physics [--rounds N] [--steps N]</c>: environment steps a second of the planar engine against a C loop over libmujoco, both on one core, in turns.
/// Needs a C compiler and the MuJoCo headers; without them only the planar engine is timed.
/// </summary>
internal static class PhysicsCommand
{
    private static readonly RobotTask[] Tasks = [HalfCheetahTask.Value, HopperTask.Value, Walker2dTask.Value];

    public static int Run(ReadOnlySpan<string> arguments)
    {
        int rounds = Option(arguments, "--rounds", 7);
        int steps = Option(arguments, "--steps", 20_000);
        using NativeLoop? native = NativeLoop.TryBuild(out string remark);
        Console.WriteLine(MachineDescription.Read());
        Console.WriteLine($"{rounds} rounds of {steps} environment steps each, uniformly random actions, resets included; CPU time, minimum – median. {remark}");
        Console.WriteLine();
        Console.WriteLine("| task | planar, µs a step | C loop, µs a step | planar, steps/s | C loop, steps/s | ratio (minima) | ratio (medians) |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (RobotTask task in Tasks)
        {
            Console.WriteLine(Row(task, native, rounds, steps));
        }

        return 0;
    }

    private static string Row(RobotTask task, NativeLoop? native, int rounds, int steps)
    {
        using PlanarLoop planar = new(task);
        _ = planar.Microseconds(steps); // compiles and warms up
        double[] own = new double[rounds];
        double[] other = new double[rounds];
        for (int round = 0; round < rounds; round++)
        {
            own[round] = planar.Microseconds(steps);
            other[round] = native?.Microseconds(task, steps) ?? double.NaN;
        }

        Array.Sort(own);
        Array.Sort(other);
        (double ownMedian, double otherMedian) = (own[rounds / 2], other[rounds / 2]);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {task.Descriptor.Id} | {own[0]:F2} – {ownMedian:F2} | {other[0]:F2} – {otherMedian:F2} | {1e6 / own[0]:N0} | {1e6 / other[0]:N0} | {other[0] / own[0]:F2} | {otherMedian / ownMedian:F2} |");
    }

    private static int Option(ReadOnlySpan<string> arguments, string name, int otherwise)
    {
        int place = arguments.IndexOf(name);
        return place >= 0 ? int.Parse(arguments[place + 1], CultureInfo.InvariantCulture) : otherwise;
    }
}
