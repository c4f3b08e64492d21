using BitRL.Agent.Configuration;
using BitRL.Contracts.Encoders;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Training;

namespace BitRL.Cli.Benchmarks.Backends;

/// <summary>
/// From states to greedy actions: an encoder, then an untrained policy. Where actions vary from state to state it ends at the features: what
/// choosing costs depends on the candidates.
/// </summary>
internal sealed class DecisionMaker : IDisposable
{
    private readonly ITrainer? _trainer;
    private readonly float[] _features;
    private readonly float[] _actions;
    private readonly int _width;
    private readonly int _actionSize;

    /// <param name="environment">Gives the actions.</param>
    /// <param name="configuration">Gives the policy's shape and the largest batch.</param>
    /// <param name="provider">Makes the policy.</param>
    /// <param name="width">Width of the encoder's features.</param>
    /// <param name="choosesCandidates">Whether the actions vary.</param>
    public DecisionMaker(EnvironmentDescriptor environment, RunConfiguration configuration, ITrainerProvider provider, int width, bool choosesCandidates)
    {
        _width = width;
        _actionSize = environment.Actions.Size;
        _features = new float[configuration.EnvironmentCount * width];
        _actions = new float[configuration.EnvironmentCount * _actionSize];
        _trainer = choosesCandidates
            ? null
            : provider.Create(new TrainerDescriptor(configuration.EnvironmentCount, width, width, environment.Actions, configuration.Seed), configuration.TrainerSettings);
    }

    /// <summary>Whether a decision ends with the action.</summary>
    public bool Acts => _trainer is not null;

    /// <summary>Encodes states and chooses their actions.</summary>
    public async ValueTask DecideAsync(IStateEncoder encoder, ObservationBatch states, CancellationToken cancellation)
    {
        await encoder.EncodeAsync(states, _features.AsMemory(0, states.Count * _width), cancellation);
        _trainer?.ActGreedily(_features.AsSpan(0, states.Count * _width), _actions.AsSpan(0, states.Count * _actionSize));
    }

    /// <inheritdoc/>
    public void Dispose() => _trainer?.Dispose();
}
