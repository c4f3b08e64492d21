using System.Runtime.InteropServices;

namespace BitRL.Envs.MuJoCo.Planar;

/// <summary>
/// Finds the accelerations that MuJoCo's constraint principle asks for: the one minimum of ½ (a − a₀)ᵀ M (a − a₀) + ½ Σ min(0, J a − r)² / R. The sum is a
/// quadratic as long as the same rows push; Newton's step is exact there. So the method ends when a full step leaves the set of pushing rows as it
/// was, at a minimum that is exact up to rounding and does not depend on where it began. Otherwise it goes to the minimum along the step.
/// </summary>
internal sealed class ConstraintSolver
{
    private const int MaxIterations = 100;
    private const double Negligible = 1e-14;

    private readonly int _size;
    private readonly int _stride;
    private readonly TreeFactorization _factorization;
    private readonly ConstraintSet _constraints;
    private readonly double[] _matrix;
    private readonly double[] _right;
    private readonly double[] _step;
    private readonly double[] _product;
    private Residual[] _residuals;
    private Residual[] _stepResiduals;

    public ConstraintSolver(int size, TreeFactorization factorization, ConstraintSet constraints, int capacity)
    {
        (_size, _factorization, _constraints) = (size, factorization, constraints);
        _stride = constraints.Stride;
        _matrix = new double[size * _stride];
        (_right, _step, _product) = (new double[_stride], new double[_stride], new double[_stride]);
        (_residuals, _stepResiduals) = (new Residual[capacity], new Residual[capacity]);
    }

    /// <summary>Newton steps of the last call.</summary>
    public int Iterations { get; private set; }

    /// <summary>Solves.</summary>
    /// <param name="inertia">M, [size, stride].</param>
    /// <param name="force">M a₀: all forces but those of constraints, [stride].</param>
    /// <param name="acceleration">In: where to begin; out: the solution. [stride]</param>
    public void Solve(double[] inertia, double[] force, double[] acceleration)
    {
        Evaluate(acceleration, _residuals);
        for (Iterations = 1; Iterations <= MaxIterations; Iterations++)
        {
            Assemble(inertia, force);
            _factorization.Factor(_matrix);
            _factorization.Solve(_right, _step);
            if (!Evaluate(_step, _stepResiduals) || IsNegligible(acceleration))
            {
                _step.AsSpan().CopyTo(acceleration);
                (_residuals, _stepResiduals) = (_stepResiduals, _residuals);
                return;
            }

            Advance(acceleration, LineMinimum(inertia, force, acceleration));
        }
    }

    /// <summary>How much a row pushes at the solution, N or N m: row 0 is n, 1 is n + t, 2 is n − t.</summary>
    public double RowForce(int constraint, int row)
    {
        ref readonly Residual residual = ref _residuals[constraint];
        double value = residual.Normal + (row == 1 ? residual.Tangent : row == 2 ? -residual.Tangent : 0);
        return -_constraints.Active[constraint].Weight * Math.Min(0, value);
    }

    /// <summary>Computes J a − r of every constraint.</summary>
    /// <returns>Whether another set of rows pushes than in the residuals of the current point.</returns>
    private bool Evaluate(double[] acceleration, Residual[] residuals)
    {
        ReadOnlySpan<Constraint> constraints = _constraints.Active;
        double[] rows = _constraints.Rows;
        int stride = _stride;
        bool changed = false;
        for (int c = 0; c < constraints.Length; c++)
        {
            ref readonly Constraint constraint = ref constraints[c];
            ref Residual residual = ref residuals[c];
            int row = 2 * c * stride;
            double normal = DenseRows.Dot(rows, row, acceleration, 0, stride) - constraint.NormalReference;
            double tangent = 0;
            int pushing = normal < 0 ? 1 : 0;
            if (constraint.HasFriction)
            {
                tangent = DenseRows.Dot(rows, row + stride, acceleration, 0, stride) - constraint.TangentReference;
                pushing |= (normal + tangent < 0 ? 2 : 0) | (normal - tangent < 0 ? 4 : 0);
            }

            (residual.Normal, residual.Tangent, residual.Pushing) = (normal, tangent, pushing);
            changed |= pushing != _residuals[c].Pushing;
        }

        return changed;
    }

    /// <summary>Builds M + Jᵀ D J and f + Jᵀ D r from the rows that push.</summary>
    private void Assemble(double[] inertia, double[] force)
    {
        inertia.AsSpan().CopyTo(_matrix);
        force.AsSpan().CopyTo(_right);
        ReadOnlySpan<Constraint> constraints = _constraints.Active;
        double[] rows = _constraints.Rows;
        for (int c = 0; c < constraints.Length; c++)
        {
            int pushing = _residuals[c].Pushing;
            if (pushing == 0)
            {
                continue;
            }

            ref readonly Constraint constraint = ref constraints[c];
            double weight = constraint.Weight;
            double plus = (pushing & 2) != 0 ? weight : 0;
            double minus = (pushing & 4) != 0 ? weight : 0;
            double normal = plus + minus + ((pushing & 1) != 0 ? weight * constraint.NormalRows : 0);
            double cross = plus - minus;
            double tangent = plus + minus;
            int row = 2 * c * _stride;
            ReadOnlySpan<int> degrees = _constraints.Degrees.AsSpan(constraint.Degrees, constraint.DegreeCount);
            double onNormal = (normal * constraint.NormalReference) + (cross * constraint.TangentReference);
            DenseRows.Add(onNormal, rows, row, _right, 0, _stride);
            if (tangent == 0)
            {
                AddProduct(degrees, row, normal);
                continue;
            }

            double onTangent = (cross * constraint.NormalReference) + (tangent * constraint.TangentReference);
            DenseRows.Add(onTangent, rows, row + _stride, _right, 0, _stride);
            AddProducts(degrees, row, normal, cross, tangent);
        }
    }

    private void AddProduct(ReadOnlySpan<int> degrees, int row, double normal)
    {
        double[] rows = _constraints.Rows;
        foreach (int i in degrees)
        {
            DenseRows.Add(normal * rows[row + i], rows, row, _matrix, i * _stride, i + 1);
        }
    }

    private void AddProducts(ReadOnlySpan<int> degrees, int row, double normal, double cross, double tangent)
    {
        double[] rows = _constraints.Rows;
        int stride = _stride;
        foreach (int i in degrees)
        {
            double n = rows[row + i];
            double t = rows[row + stride + i];
            DenseRows.Add((normal * n) + (cross * t), rows, row, _matrix, i * stride, i + 1);
            DenseRows.Add((cross * n) + (tangent * t), rows, row + stride, _matrix, i * stride, i + 1);
        }
    }

    /// <summary>A row on the edge may flicker between two sets for ever, with solutions that do not differ.</summary>
    private bool IsNegligible(double[] acceleration)
    {
        double change = 0;
        double size = 1;
        for (int i = 0; i < _size; i++)
        {
            change = Math.Max(change, Math.Abs(_step[i] - acceleration[i]));
            size = Math.Max(size, Math.Abs(_step[i]));
        }

        return change <= Negligible * size;
    }

    private void Advance(double[] acceleration, double share)
    {
        for (int i = 0; i < _size; i++)
        {
            acceleration[i] += share * (_step[i] - acceleration[i]);
        }

        Evaluate(acceleration, _residuals);
    }

    /// <summary>The share of the step after which the cost rises: a safeguarded Newton iteration on its slope, which is piecewise linear.</summary>
    private double LineMinimum(double[] inertia, double[] force, double[] acceleration)
    {
        double slope = 0;
        double curvature = 0;
        for (int i = 0; i < _size; i++)
        {
            _right[i] = _step[i] - acceleration[i];
        }

        for (int i = 0; i < _size; i++)
        {
            slope += _right[i] * (DenseRows.Dot(inertia, i * _stride, acceleration, 0, _stride) - force[i]);
            _product[i] = DenseRows.Dot(inertia, i * _stride, _right, 0, _stride);
            curvature += _right[i] * _product[i];
        }

        (double low, double high, double share) = (0, double.PositiveInfinity, 1);
        for (int i = 0; i < MaxIterations; i++)
        {
            (double rowSlope, double rowCurvature) = RowSlope(share);
            double total = slope + (share * curvature) + rowSlope;
            (low, high) = total < 0 ? (share, high) : (low, share);
            double next = share - (total / (curvature + rowCurvature));
            next = next > low && next < high ? next : double.IsInfinity(high) ? 2 * share : 0.5 * (low + high);
            if (Math.Abs(next - share) <= Negligible * share)
            {
                return next;
            }

            share = next;
        }

        return share;
    }

    /// <summary>First and second derivative of the rows' cost along the step.</summary>
    private (double Slope, double Curvature) RowSlope(double share)
    {
        double slope = 0;
        double curvature = 0;
        ReadOnlySpan<Constraint> constraints = _constraints.Active;
        for (int c = 0; c < constraints.Length; c++)
        {
            ref readonly Constraint constraint = ref constraints[c];
            ref readonly Residual from = ref _residuals[c];
            ref readonly Residual to = ref _stepResiduals[c];
            Add(from.Normal, to.Normal, constraint.Weight * constraint.NormalRows);
            if (constraint.HasFriction)
            {
                Add(from.Normal + from.Tangent, to.Normal + to.Tangent, constraint.Weight);
                Add(from.Normal - from.Tangent, to.Normal - to.Tangent, constraint.Weight);
            }
        }

        return (slope, curvature);

        void Add(double from, double to, double weight)
        {
            double change = to - from;
            double value = from + (share * change);
            if (value < 0)
            {
                slope += weight * value * change;
                curvature += weight * change * change;
            }
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Residual
    {
        public double Normal;
        public double Tangent;

        /// <summary>Bits of the rows n, n + t, n − t.</summary>
        public int Pushing;
    }
}
