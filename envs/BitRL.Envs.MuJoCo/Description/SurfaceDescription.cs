namespace BitRL.Envs.MuJoCo.Description;

/// <summary>How a shape touches others.</summary>
/// <param name="Type">Bits of what it is.</param>
/// <param name="Affinity">Bits of what it touches.</param>
/// <param name="HasFriction">Contacts hold sideways too.</param>
/// <param name="Friction">Sliding friction coefficient.</param>
/// <param name="Margin">Distance below which a contact acts, m.</param>
/// <param name="Softness">How it gives way.</param>
internal sealed record SurfaceDescription(int Type, int Affinity, bool HasFriction, double Friction, double Margin, Softness Softness)
{
    /// <summary>No pyramid is narrower than this, in MuJoCo neither.</summary>
    private const double LeastFriction = 1e-5;

    /// <summary>What contacts reckon with; 0 where they do not hold sideways.</summary>
    public double EffectiveFriction => HasFriction ? Math.Max(LeastFriction, Friction) : 0;

    /// <summary>Whether two shapes touch at all.</summary>
    public bool Touches(SurfaceDescription other) => (Type & other.Affinity) != 0 || (other.Type & Affinity) != 0;

    /// <summary>The surface of a contact between two shapes.</summary>
    public SurfaceDescription With(SurfaceDescription other) => new(
        Type | other.Type,
        Affinity | other.Affinity,
        HasFriction || other.HasFriction,
        Math.Max(Friction, other.Friction),
        Math.Max(Margin, other.Margin),
        Softness.Mean(Softness, other.Softness));
}
