using System.Runtime.InteropServices;
using BitRL.Envs.MuJoCo.Description;

namespace BitRL.Envs.MuJoCo.Planar;

/// <summary>What a limit or contact does with a violation: regulariser and reference acceleration, by MuJoCo's impedance curve.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct SoftLaw
{
    private const double LeastImpedance = 0.0001;
    private const double Tiny = 1e-15;

    private readonly double _start;
    private readonly double _full;
    private readonly double _width;
    private readonly double _midpoint;
    private readonly double _power;
    private readonly double _diagonal;
    private readonly double _share;
    private readonly double _spring;

    /// <param name="softness">From the model.</param>
    /// <param name="margin">Distance at which it begins to act, m or rad.</param>
    /// <param name="diagonal">Approximate inverse inertia seen by the row.</param>
    /// <param name="friction">Friction coefficient; 0 for a row of its own, which is no pyramid.</param>
    /// <param name="timestep">s; no time constant is below two of them.</param>
    public SoftLaw(Softness softness, double margin, double diagonal, double friction, double timestep)
    {
        double timeConstant = Math.Max(softness.TimeConstant, 2 * timestep);
        _start = Math.Clamp(softness.Start, LeastImpedance, 1 - LeastImpedance);
        _full = Math.Clamp(softness.Full, LeastImpedance, 1 - LeastImpedance);
        (_width, _midpoint, _power) = (softness.Width, softness.Midpoint, softness.Power);
        _diagonal = diagonal * (1 + (friction * friction));
        _share = friction > 0 ? 2 * friction * friction : 1;
        _spring = 1 / (_full * _full * timeConstant * timeConstant * softness.DampingRatio * softness.DampingRatio);
        Margin = margin;
        Friction = friction;
        Damping = 2 / (_full * timeConstant);
    }

    /// <summary>Distance below which it acts.</summary>
    public double Margin { get; }

    /// <summary>Sliding friction; 0 where there is none.</summary>
    public double Friction { get; }

    /// <summary>Reference deceleration per velocity, 1/s.</summary>
    public double Damping { get; }

    /// <summary>Stiffness without impedance, 1/s².</summary>
    public double Spring => _spring;

    /// <summary>0 … 1: how much of the reference acceleration is enforced.</summary>
    /// <param name="distance">Below the margin.</param>
    public double Impedance(double distance)
    {
        if (_start == _full || _width <= Tiny)
        {
            return 0.5 * (_start + _full);
        }

        double x = Math.Abs((distance - Margin) / _width);
        return x >= 1 ? _full : _start + (Curve(x) * (_full - _start));
    }

    /// <summary>Regulariser of every row.</summary>
    public double Regularizer(double impedance) => Math.Max(Tiny, (1 - impedance) / impedance * _diagonal) * _share;

    private double Curve(double x)
    {
        if (_power == 2)
        {
            return x <= _midpoint ? x * x / _midpoint : 1 - ((1 - x) * (1 - x) / (1 - _midpoint));
        }

        return x <= _midpoint
            ? Math.Pow(x, _power) / Math.Pow(_midpoint, _power - 1)
            : 1 - (Math.Pow(1 - x, _power) / Math.Pow(1 - _midpoint, _power - 1));
    }
}
