namespace BitRL.Perf.Trainer;

/// <summary>The best times of one pair of heads.</summary>
/// <param name="Heads">Which.</param>
/// <param name="ActMicroseconds">One <c>Act</c> for 8 environments.</param>
/// <param name="ObserveMicroseconds">One <c>Observe</c> for 8 environments.</param>
/// <param name="UpdateMilliseconds">One <c>Update</c> of 2048 transitions, 4 epochs, minibatches of 64.</param>
/// <param name="StepsPerSecond">Environment steps over a whole rollout with its update.</param>
internal sealed record TrainerTimes(string Heads, double ActMicroseconds, double ObserveMicroseconds, double UpdateMilliseconds, double StepsPerSecond);
