namespace BitRL.Envs.MuJoCo.Description;

/// <summary>How a state is carried over one time step.</summary>
internal enum Integrator
{
    /// <summary>Semi-implicit Euler, implicit in the joint damping.</summary>
    Euler,

    /// <summary>The classical Runge–Kutta method of four stages, collisions and constraints included in each.</summary>
    RungeKutta,
}
