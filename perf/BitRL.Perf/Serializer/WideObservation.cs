using BitRL.Contracts.Observations;

namespace BitRL.Perf.Serializer;

/// <summary>As wide as the two-legged robots: eight positions and nine velocities.</summary>
[ObservationSchema("Wide")]
public readonly partial record struct WideObservation(
    [Field(-4, 4, Unit = "rad", Description = "joint angle 0")] double Q0,
    [Field(-4, 4, Unit = "rad", Description = "joint angle 1")] double Q1,
    [Field(-4, 4, Unit = "rad", Description = "joint angle 2")] double Q2,
    [Field(-4, 4, Unit = "rad", Description = "joint angle 3")] double Q3,
    [Field(-4, 4, Unit = "rad", Description = "joint angle 4")] double Q4,
    [Field(-4, 4, Unit = "rad", Description = "joint angle 5")] double Q5,
    [Field(-4, 4, Unit = "rad", Description = "joint angle 6")] double Q6,
    [Field(-4, 4, Unit = "rad", Description = "joint angle 7")] double Q7,
    [Field(-10, 10, Unit = "rad/s", Description = "joint velocity 0")] double V0,
    [Field(-10, 10, Unit = "rad/s", Description = "joint velocity 1")] double V1,
    [Field(-10, 10, Unit = "rad/s", Description = "joint velocity 2")] double V2,
    [Field(-10, 10, Unit = "rad/s", Description = "joint velocity 3")] double V3,
    [Field(-10, 10, Unit = "rad/s", Description = "joint velocity 4")] double V4,
    [Field(-10, 10, Unit = "rad/s", Description = "joint velocity 5")] double V5,
    [Field(-10, 10, Unit = "rad/s", Description = "joint velocity 6")] double V6,
    [Field(-10, 10, Unit = "rad/s", Description = "joint velocity 7")] double V7,
    [Field(-10, 10, Unit = "rad/s", Description = "joint velocity 8")] double V8);
