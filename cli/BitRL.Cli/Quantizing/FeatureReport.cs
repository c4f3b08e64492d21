using BitRL.Model.Pretraining.Probing;
using BitRL.Model.Quantization;

namespace BitRL.Cli.Quantizing;

/// <summary>What one model's features say of one environment's states.</summary>
/// <param name="Environment">The environment.</param>
/// <param name="Model">The model.</param>
/// <param name="Error">How far its features are from the full-precision model's; null for that model itself and for a model of other weights.</param>
/// <param name="Probe">How much of the numbers a linear map finds in them.</param>
internal sealed record FeatureReport(string Environment, string Model, RoundingError? Error, ProbeResult Probe);
