using BitRL.Contracts.Environments;
using BitRL.Contracts.Observations;

namespace BitRL.Cli.Checks;

/// <summary>Reads all that a training step reads: observation vectors and the parts of every copy's text.</summary>
internal sealed class StateReader(IVectorEnvironment environment)
{
    private readonly float[] _observations = new float[environment.Count * environment.Descriptor.ObservationSize];
    private readonly byte[] _text = new byte[Math.Max(environment.Descriptor.Schema.MaxEpisodeBytes, environment.Descriptor.Schema.MaxStepBytes)];
    private readonly TextStyle _style = Enum.GetValues<TextStyle>().First(environment.Descriptor.Schema.Emits);

    /// <summary>Reads them.</summary>
    public void Read()
    {
        environment.CopyObservations(_observations);
        for (int copy = 0; copy < environment.Count; copy++)
        {
            environment.WriteEpisode(copy, _style, _text);
            environment.WriteStep(copy, _style, _text);
        }
    }
}
