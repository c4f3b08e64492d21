using System.Collections.Immutable;

namespace BitRL.Model.Pretraining.Probing;

/// <summary>How much of the values a linear map finds in the features, on episodes that it was not fitted on.</summary>
/// <param name="Name">The environment.</param>
/// <param name="Fields">R² of each value; 1 is perfect, 0 is no better than the mean.</param>
public sealed record ProbeResult(string Name, ImmutableArray<double> Fields)
{
    /// <summary>Mean over the values.</summary>
    public double Mean => Fields.Average();

    /// <summary>The value that is found worst.</summary>
    public double Worst => Fields.Min();
}
