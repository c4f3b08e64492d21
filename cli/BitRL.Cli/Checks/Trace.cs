using System.Text;
using BitRL.Cli.Commands;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Observations;

namespace BitRL.Cli.Checks;

/// <summary>What one copy showed from a reset on: its observations, texts, rewards and ends.</summary>
internal sealed class Trace
{
    private readonly List<Moment> _moments = [];

    /// <summary>Moments: the start and one a step.</summary>
    public int Length => _moments.Count;

    /// <summary>Notes the present state of a copy and what led to it.</summary>
    public void Add(IVectorEnvironment environment, int copy, StepResult result)
    {
        int size = environment.Descriptor.ObservationSize;
        float[] observations = new float[environment.Count * size];
        environment.CopyObservations(observations);
        var style = Enum.GetValues<TextStyle>().First(environment.Descriptor.Schema.Emits);
        var text = new StringBuilder(StateText.Read(environment, copy, style));
        if (environment is IVariableActions variable)
        {
            text.Append(variable.CountActions(copy));
        }

        _moments.Add(new Moment(observations[(copy * size)..((copy + 1) * size)], text.ToString(), result));
    }

    /// <summary>The first difference from another trace, as the end of a sentence; null where there is none.</summary>
    public string? Difference(Trace other)
    {
        for (int i = 0; i < Math.Min(Length, other.Length); i++)
        {
            if (_moments[i].Difference(other._moments[i]) is { } difference)
            {
                return $"{(i == 0 ? "at the start" : $"at step {i}")} {difference}";
            }
        }

        return Length == other.Length ? null : $"one episode has {Length - 1} steps, the other {other.Length - 1}";
    }

    private sealed record Moment(float[] Observation, string Text, StepResult Result)
    {
        public string? Difference(Moment other)
        {
            for (int i = 0; i < Observation.Length; i++)
            {
                if (BitConverter.SingleToInt32Bits(Observation[i]) != BitConverter.SingleToInt32Bits(other.Observation[i]))
                {
                    return $"number {i} of the observation is {Observation[i]:R} and {other.Observation[i]:R}";
                }
            }

            return Result != other.Result
                ? $"the step gives {Result} and {other.Result}"
                : Text != other.Text ? "the texts differ" : null;
        }
    }
}
