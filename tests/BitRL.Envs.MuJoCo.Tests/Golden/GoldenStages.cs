using System.Text.Json.Serialization;

namespace BitRL.Envs.MuJoCo.Tests.Golden;

/// <summary>All that MuJoCo computed in one evaluation, and the state one simulation step later.</summary>
internal sealed record GoldenStages
{
    public required int Trajectory { get; init; }

    public required int Step { get; init; }

    public required double[] Qpos { get; init; }

    public required double[] Qvel { get; init; }

    public required double[] Ctrl { get; init; }

    public required double[] Xpos { get; init; }

    [JsonPropertyName("M")]
    public required double[] Inertia { get; init; }

    public required double[] QfrcBias { get; init; }

    public required double[] QfrcPassive { get; init; }

    public required double[] QfrcActuator { get; init; }

    public required double[] QaccSmooth { get; init; }

    public required GoldenContact[] Contacts { get; init; }

    public required int Nefc { get; init; }

    public required int[] EfcType { get; init; }

    [JsonPropertyName("efc_J")]
    public required double[] EfcJacobian { get; init; }

    public required double[] EfcPos { get; init; }

    [JsonPropertyName("efc_R")]
    public required double[] EfcRegularizer { get; init; }

    public required double[] EfcAref { get; init; }

    public required double[] EfcForce { get; init; }

    public required double[] QfrcConstraint { get; init; }

    public required double[] Qacc { get; init; }

    public required double[] QposAfterOneMjStep { get; init; }

    public required double[] QvelAfterOneMjStep { get; init; }
}

internal sealed record GoldenContact(int Geom1, int Geom2, int Dim, double Dist);
