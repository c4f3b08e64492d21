using BitRL.Contracts.Environments;
using BitRL.Contracts.Observations;

namespace BitRL.Envs.Classic.Tests.Golden;

/// <summary>A task seen through plain arrays, so that one test body serves all of them.</summary>
internal sealed class ClassicTask
{
    public required string Id { get; init; }

    /// <summary>Runs actions in one copy from a state, and says what came of it.</summary>
    public required Func<double[], int, int[], IReadOnlyList<ClassicStep>> Run { get; init; }

    /// <summary>The raw observation of a state.</summary>
    public required Func<double[], float[]> Observe { get; init; }

    public static ClassicTask Of(string id) => id switch
    {
        "CartPole-v1" => Create<CartPoleState, CartPoleObservation>(s => new(s[0], s[1], s[2], s[3]), s => [s.X, s.V, s.Angle, s.AngularVelocity]),
        "Acrobot-v1" => Create<AcrobotState, AcrobotObservation>(s => new(s[0], s[1], s[2], s[3]), s => [s.Angle1, s.Angle2, s.Velocity1, s.Velocity2]),
        "MountainCar-v0" => Create<MountainCarState, MountainCarObservation>(s => new(s[0], s[1]), s => [s.X, s.V]),
        _ => throw new ArgumentOutOfRangeException(nameof(id), id, "no such task"),
    };

    private static ClassicTask Create<TState, TObservation>(Func<double[], TState> pack, Func<TState, double[]> unpack)
        where TState : struct, IClassicState<TState, TObservation>
        where TObservation : struct, IObservationText<TObservation> => new()
        {
            Id = TState.Descriptor.Id,
            Run = (start, stepsBefore, actions) =>
            {
                using ClassicEnvironment<TState, TObservation> environment = new(1);
                environment.Restore(0, pack(start), stepsBefore);
                StepResult[] result = new StepResult[1];
                float[] observation = new float[TState.Descriptor.ObservationSize];
                List<ClassicStep> steps = [];
                foreach (int action in actions)
                {
                    environment.Step([action], result);
                    environment.CopyObservations(observation);
                    steps.Add(new ClassicStep(unpack(environment.StateOf(0)), [.. observation], result[0]));
                }

                return steps;
            },
            Observe = start =>
            {
                using ClassicEnvironment<TState, TObservation> environment = new(1);
                environment.Restore(0, pack(start), 0);
                float[] observation = new float[TState.Descriptor.ObservationSize];
                environment.CopyObservations(observation);
                return observation;
            },
        };
}

internal sealed record ClassicStep(double[] State, float[] Observation, StepResult Result);
