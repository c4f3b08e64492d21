namespace BitRL.Envs.MuJoCo.Planar;

/// <summary>The limits and contacts that act in the current state, with their Jacobian rows. Filled anew for each state; allocates nothing.</summary>
internal sealed class ConstraintSet
{
    private readonly Constraint[] _items;

    /// <param name="capacity">Constraints that can act at once.</param>
    /// <param name="size">Degrees of freedom.</param>
    /// <param name="degrees">Lists of degrees of freedom, one behind the other.</param>
    public ConstraintSet(int capacity, int size, int[] degrees)
    {
        Stride = DenseRows.Stride(size);
        _items = new Constraint[capacity];
        Rows = new double[2 * capacity * Stride];
        Degrees = degrees;
    }

    /// <summary>How many act.</summary>
    public int Count { get; private set; }

    /// <summary>Numbers from one Jacobian row to the next.</summary>
    public int Stride { get; }

    /// <summary>[2 · capacity, Stride]: n and t of each constraint.</summary>
    public double[] Rows { get; }

    /// <summary>Lists of degrees of freedom that constraints point into, ascending within each list.</summary>
    public int[] Degrees { get; }

    /// <summary>Contacts among the constraints.</summary>
    public int Contacts { get; private set; }

    /// <summary>Rows as MuJoCo counts them.</summary>
    public int RowCount { get; private set; }

    /// <summary>Those that act.</summary>
    public ReadOnlySpan<Constraint> Active => _items.AsSpan(0, Count);

    public void Clear() => (Count, Contacts, RowCount) = (0, 0, 0);

    /// <summary>Begins a constraint with empty rows.</summary>
    /// <returns>Where its row n begins; its row t begins a stride later.</returns>
    public int Begin()
    {
        int row = 2 * Count * Stride;
        Rows.AsSpan(row, 2 * Stride).Clear();
        return row;
    }

    /// <summary>Ends the constraint that was begun.</summary>
    /// <param name="law">What it does.</param>
    /// <param name="distance">m or rad, below the law's margin.</param>
    /// <param name="normalVelocity">Row n times velocity.</param>
    /// <param name="tangentVelocity">Row t times velocity.</param>
    /// <param name="degrees">Start and length of the list of its degrees of freedom.</param>
    /// <param name="isContact">Whether it counts as one.</param>
    public void End(in SoftLaw law, double distance, double normalVelocity, double tangentVelocity, (int Start, int Length) degrees, bool isContact)
    {
        ref Constraint item = ref _items[Count++];
        bool friction = law.Friction > 0;
        double impedance = law.Impedance(distance);
        (item.Degrees, item.DegreeCount) = degrees;
        item.HasFriction = friction;
        item.Weight = 1 / law.Regularizer(impedance);
        item.NormalRows = friction ? 2 : 1;
        item.NormalReference = -(law.Damping * normalVelocity) - (law.Spring * impedance * (distance - law.Margin));
        item.TangentReference = -law.Damping * tangentVelocity;
        item.Distance = distance;
        Contacts += isContact ? 1 : 0;
        RowCount += friction ? 4 : 1;
    }
}
