using BitRL.Contracts.Environments;

namespace BitRL.Cli.Checks;

/// <summary>Observation vectors are complete and finite in every state, and rewards are finite: one NaN ends a training.</summary>
internal static class ObservationsCheck
{
    private const int Copies = 4;
    private const int Steps = 1000;

    /// <summary>Marks what was not written; a finite number that no environment gives.</summary>
    private const float Unwritten = -1.23456789e-30f;

    public static void Run(CheckSubject subject)
    {
        using var environment = subject.Create(Copies);
        var walk = new RandomWalk(subject, environment, number: 1);
        float[] observations = new float[Copies * environment.Descriptor.ObservationSize];
        float[] repeated = new float[observations.Length];
        for (int step = 0; step < Steps; step++)
        {
            Read(subject, environment, observations, step);
            environment.CopyObservations(repeated);
            subject.Require(observations.AsSpan().SequenceEqual(repeated), $"step {step}: reading the observations twice gives different values");
            walk.Step();
            foreach (var result in walk.Results)
            {
                subject.Require(double.IsFinite(result.Reward), $"step {step}: the reward is {result.Reward}");
            }
        }
    }

    private static void Read(CheckSubject subject, IVectorEnvironment environment, float[] observations, int step)
    {
        observations.AsSpan().Fill(Unwritten);
        environment.CopyObservations(observations);
        int size = environment.Descriptor.ObservationSize;
        for (int i = 0; i < observations.Length; i++)
        {
            subject.Require(observations[i] != Unwritten, $"number {i % size} of the observation is not written; ObservationSize is {size}");
            subject.Require(float.IsFinite(observations[i]), $"step {step}: number {i % size} of the observation is {observations[i]}");
        }
    }
}
