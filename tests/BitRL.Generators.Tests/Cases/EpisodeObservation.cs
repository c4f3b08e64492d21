using BitRL.Contracts.Observations;

namespace BitRL.Generators.Tests.Cases;

/// <summary>Per-episode fields print before per-step fields, each in declaration order; ignored members do not print.</summary>
[ObservationSchema("Pole", Styles = TextStyles.Sentence | TextStyles.Compact)]
public readonly partial record struct EpisodeObservation(
    [Field(0.5, 2, Unit = "m", Precision = 2, Changes = Per.Episode, Description = "pole length")] double Length,
    [Field(0.5, 2, Unit = "kg", Precision = 2, Changes = Per.Episode, Description = "pole mass")] double Mass,
    [Field(-0.5, 0.5, Unit = "rad", Description = "pole angle")] double Angle,
    [Ignore] long Tick)
{
    [Field(-10, 10, Unit = "rad/s", Name = "rate", Description = "how fast it turns")]
    public double AngularVelocity { get; init; }

    [Ignore]
    public double Energy => (AngularVelocity * AngularVelocity) + Angle;
}
