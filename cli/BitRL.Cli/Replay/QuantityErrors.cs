namespace BitRL.Cli.Replay;

/// <summary>How far one quantity was off in one mode.</summary>
/// <param name="tolerance">Errors above it are mismatches.</param>
internal sealed class QuantityErrors(double tolerance)
{
    /// <summary>Errors above it are mismatches.</summary>
    public double Tolerance { get; } = tolerance;

    /// <summary>Pairs of values that were compared.</summary>
    public long Comparisons { get; private set; }

    /// <summary>Pairs that were out of tolerance.</summary>
    public long Mismatches { get; private set; }

    /// <summary>Largest error; infinite where a NaN met a number or lengths differed.</summary>
    public double Largest { get; private set; }

    /// <summary>Where the largest error was: the first place, empty while all errors are 0.</summary>
    public string Place { get; private set; } = "";

    /// <summary>Takes one error.</summary>
    public void Add(double error, ReplayPlace place)
    {
        Comparisons++;
        if (error > Tolerance)
        {
            Mismatches++;
        }

        if (error > Largest)
        {
            Largest = error;
            Place = place.ToString();
        }
    }
}
