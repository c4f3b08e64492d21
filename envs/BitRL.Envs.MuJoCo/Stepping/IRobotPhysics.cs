namespace BitRL.Envs.MuJoCo;

/// <summary>A simulated mechanism. One copy of an environment has one; one thread at a time.</summary>
internal interface IRobotPhysics : IDisposable
{
    /// <summary>Generalised coordinates, m and rad. A view that later steps change.</summary>
    ReadOnlySpan<double> Positions { get; }

    /// <summary>m/s and rad/s. A view that later steps change.</summary>
    ReadOnlySpan<double> Velocities { get; }

    /// <summary>Contacts in the last evaluation of the dynamics.</summary>
    int ContactCount { get; }

    /// <summary>Rows of constraints in the last evaluation of the dynamics, as MuJoCo counts them.</summary>
    int ConstraintCount { get; }

    /// <summary>Puts the mechanism into a state, without memory of an earlier one.</summary>
    void SetState(ReadOnlySpan<double> positions, ReadOnlySpan<double> velocities);

    /// <summary>Steps the simulation.</summary>
    /// <param name="controls">Held over all steps; clipped to the motors' ranges.</param>
    /// <param name="count">Simulation steps.</param>
    /// <returns>False where the state became NaN or larger than 1e10: it is of no use any more.</returns>
    bool Step(ReadOnlySpan<double> controls, int count);

    /// <summary>Computes the places of bodies in the current state. Changes nothing of the simulation: a robot that is watched moves as one that is not.</summary>
    void UpdatePlaces();

    /// <summary>Where a body was at the last <see cref="UpdatePlaces"/>: its origin in m, and its angle about +y in rad.</summary>
    /// <param name="body">In the model's order, the world not counted.</param>
    (double X, double Z, double Angle) Place(int body);
}
