using BitRL.Contracts.Environments;
using BitRL.Contracts.Observations;
using BitRL.Contracts.Tests.Observations;

namespace BitRL.Contracts.Tests.Encoders;

/// <summary>Tanks that the test fills by hand.</summary>
internal sealed class TankEnvironment(int count) : IVectorEnvironment
{
    public static readonly EnvironmentDescriptor Tank = new()
    {
        Id = "Tank-v0",
        Description = "tanks",
        Actions = ActionSpace.Discrete(2),
        Schema = TankObservation.Schema,
        ObservationSize = 2,
        MaxEpisodeSteps = 10,
    };

    public TankObservation[] Tanks { get; } = new TankObservation[count];

    public EnvironmentDescriptor Descriptor => Tank;

    public int Count => Tanks.Length;

    public void Reset(ReadOnlySpan<int> indices, ReadOnlySpan<ulong> seeds)
    {
        foreach (int index in indices)
        {
            Tanks[index] = new TankObservation(1 + index, 0);
        }
    }

    public void Step(ReadOnlySpan<float> actions, Span<StepResult> results)
    {
        for (int i = 0; i < Tanks.Length; i++)
        {
            Tanks[i] = Tanks[i] with { Level = Tanks[i].Level + actions[i] };
            results[i] = new StepResult(-Tanks[i].Level, Tanks[i].Level >= Tanks[i].Height, false);
        }
    }

    public void CopyObservations(Span<float> destination)
    {
        for (int i = 0; i < Tanks.Length; i++)
        {
            destination[2 * i] = (float)Tanks[i].Height;
            destination[(2 * i) + 1] = (float)Tanks[i].Level;
        }
    }

    public int WriteEpisode(int index, TextStyle style, Span<byte> destination) => Tanks[index].WriteEpisode(style, destination);

    public int WriteStep(int index, TextStyle style, Span<byte> destination) => Tanks[index].WriteStep(style, destination);

    public void Dispose()
    {
    }
}
