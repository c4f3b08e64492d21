using BitRL.Contracts.Observations;

namespace BitRL.Envs.MuJoCo;

/// <summary>An observation text made of the numbers that the original task observes.</summary>
internal interface IRobotObservation<TSelf> : IObservationText<TSelf>
    where TSelf : struct, IRobotObservation<TSelf>
{
    /// <summary>The task.</summary>
    static abstract RobotTask Task { get; }

    /// <param name="numbers">[ObservationSize]: positions without the first one, then velocities.</param>
    static abstract TSelf From(ReadOnlySpan<double> numbers);
}
