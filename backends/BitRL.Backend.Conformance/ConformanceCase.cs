using BitRL.Contracts.Backends;

namespace BitRL.Backend.Conformance;

/// <summary>One operation on one shape with seeded inputs, held against the float64 oracle. Immutable and thread-safe.</summary>
public abstract class ConformanceCase
{
    private protected ConformanceCase(string operation, string shape, double tolerance)
    {
        Operation = operation;
        Name = $"{operation}/{shape}";
        Tolerance = tolerance;
    }

    /// <summary>Operation and shape; unique in the suite.</summary>
    public string Name { get; }

    /// <summary>The operation of <see cref="IComputeQueue"/> that is tested.</summary>
    public string Operation { get; }

    /// <summary>Largest error that passes on a device with float32 results; one of <see cref="Tolerances"/>.</summary>
    public double Tolerance { get; }

    /// <summary>Runs the case. Never throws for what the device does wrong.</summary>
    /// <param name="device">Stays open; everything made on it is released again.</param>
    /// <param name="workers">Workers of the queue, 1 to the device's thread count.</param>
    public ConformanceResult Run(IComputeDevice device, int workers)
    {
        ArgumentNullException.ThrowIfNull(device);
        double tolerance = ToleranceOn(device as IProductPrecision);
        try
        {
            using Bench bench = new(device, workers);
            double error = MaxError(bench);
            return new ConformanceResult(Name, error <= tolerance, error, tolerance, "");
        }
        catch (Exception thrown)
        {
            return new ConformanceResult(Name, Passed: false, double.NaN, tolerance, $"{thrown.GetType().Name}: {thrown.Message}");
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Largest error that passes on a device of this precision.</summary>
    /// <param name="precision">Null for a device with float32 products.</param>
    private protected virtual double ToleranceOn(IProductPrecision? precision) => Tolerance;

    /// <summary>Does the work on the device and on the oracle, and compares.</summary>
    private protected abstract double MaxError(Bench bench);
}
