using System.Collections.Immutable;

namespace BitRL.Envs.MuJoCo.Description;

/// <summary>A planar mechanism: a tree of bodies with capsules over a floor at z = 0. Immutable.</summary>
internal sealed record ModelDescription
{
    public required string Name { get; init; }

    /// <summary>s.</summary>
    public required double Timestep { get; init; }

    public required Integrator Integrator { get; init; }

    /// <summary>m/s².</summary>
    public required PlanarVector Gravity { get; init; }

    /// <summary>Parents before children; the world is not among them.</summary>
    public required ImmutableArray<BodyDescription> Bodies { get; init; }

    /// <summary>In the order of their bodies: this is the order of coordinates.</summary>
    public required ImmutableArray<JointDescription> Joints { get; init; }

    public required ImmutableArray<CapsuleDescription> Capsules { get; init; }

    /// <summary>In the order of controls.</summary>
    public required ImmutableArray<MotorDescription> Motors { get; init; }

    /// <summary>The floor, or null where there is none.</summary>
    public SurfaceDescription? Floor { get; init; }
}
