using BitRL.Contracts.Observations;

namespace BitRL.Perf.Serializer;

/// <summary>As wide as CartPole.</summary>
[ObservationSchema("Narrow")]
public readonly partial record struct NarrowObservation(
    [Field(-5, 5, Unit = "m", Description = "cart position")] double X,
    [Field(-10, 10, Unit = "m/s", Description = "cart velocity")] double V,
    [Field(-1, 1, Unit = "rad", Description = "pole angle")] double A,
    [Field(-10, 10, Unit = "rad/s", Description = "angular velocity")] double W);
