namespace BitRL.Model.Quantization;

/// <summary>What rounding did to one matrix.</summary>
/// <param name="Name">The tensor's name.</param>
/// <param name="Outputs">Rows.</param>
/// <param name="Inputs">Columns.</param>
/// <param name="BitsPerWeight">As a device stores it, scales included.</param>
/// <param name="Error">Of its weights.</param>
public sealed record LayerReport(string Name, int Outputs, int Inputs, double BitsPerWeight, RoundingError Error)
{
    /// <summary>Weights of the matrix.</summary>
    public long Weights => (long)Outputs * Inputs;
}
