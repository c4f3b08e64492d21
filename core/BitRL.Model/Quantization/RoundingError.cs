namespace BitRL.Model.Quantization;

/// <summary>How far rounded values are from what they were.</summary>
/// <param name="RelativeRms">√(Σ (r − v)² / Σ v²); 0 where all values are 0 and stay so.</param>
/// <param name="Cosine">Of the two as vectors; 1 is the same direction.</param>
/// <param name="Largest">Largest |r − v|, relative to the largest |v|.</param>
public readonly record struct RoundingError(double RelativeRms, double Cosine, double Largest)
{
    /// <summary>Compares.</summary>
    /// <param name="values">What they were.</param>
    /// <param name="rounded">What they are now; as many.</param>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public static RoundingError Between(ReadOnlySpan<float> values, ReadOnlySpan<float> rounded)
    {
        if (values.Length != rounded.Length)
        {
            throw new ArgumentException($"{values.Length} values and {rounded.Length} rounded ones", nameof(rounded));
        }

        double squares = 0;
        double roundedSquares = 0;
        double products = 0;
        double errors = 0;
        double largest = 0;
        double largestError = 0;
        for (int i = 0; i < values.Length; i++)
        {
            double difference = (double)rounded[i] - values[i];
            squares += (double)values[i] * values[i];
            roundedSquares += (double)rounded[i] * rounded[i];
            products += (double)values[i] * rounded[i];
            errors += difference * difference;
            largest = Math.Max(largest, Math.Abs((double)values[i]));
            largestError = Math.Max(largestError, Math.Abs(difference));
        }

        double lengths = Math.Sqrt(squares * roundedSquares);
        return new RoundingError(
            errors > 0 ? Math.Sqrt(errors / squares) : 0,
            lengths > 0 ? products / lengths : errors > 0 ? 0 : 1,
            largestError > 0 ? largestError / largest : 0);
    }
}
