using BitRL.Contracts.Environments;
using BitRL.Contracts.Observations;

namespace BitRL.Envs.Classic;

/// <summary>Replays one recording in copy 0 of an environment.</summary>
internal sealed class RecordedEpisode<TState, TObservation>(ClassicEnvironment<TState, TObservation> environment, Recording recording) : IRecordedEpisode
    where TState : struct, IClassicState<TState, TObservation>, IRecordedState<TState>
    where TObservation : struct, IObservationText<TObservation>
{
    private readonly float[] _observation = new float[environment.Descriptor.ObservationSize];
    private readonly double[] _numbers = new double[TState.Size];
    private readonly double[] _recordedObservation = new double[environment.Descriptor.ObservationSize];
    private readonly double[] _replayedObservation = new double[environment.Descriptor.ObservationSize];
    private readonly StepResult[] _result = new StepResult[1];

    public string Name => recording.Label is { } label ? $"episode {recording.Episode} ({label})" : $"episode {recording.Episode}";

    public int Steps => recording.Actions.Length;

    public bool HoldsEveryState => true;

    public void Restart(int step, IReplayComparison comparison)
    {
        environment.Restore(0, TState.FromNumbers(step == 0 ? recording.InitState : recording.State[step - 1]), step);
        if (step == 0)
        {
            CompareObservation(comparison, ReplayNames.FirstObservation, recording.InitObs);
        }
    }

    public void Step(int step, IReplayComparison comparison)
    {
        if (_result[0].IsDone && step > 0)
        {
            environment.Restore(0, environment.StateOf(0), step); // past an end, where the recording goes on
        }

        environment.Step(recording.Actions.AsSpan(step, 1), _result);
        environment.StateOf(0).CopyNumbers(_numbers);
        comparison.Compare(ReplayNames.State, recording.State[step], _numbers);
        CompareObservation(comparison, ReplayNames.Observation, recording.Obs[step]);
        comparison.Compare(ReplayNames.Reward, [recording.Reward[step]], [_result[0].Reward]);
        comparison.Compare(ReplayNames.Terminated, [Flag(recording.Terminated[step])], [Flag(_result[0].Terminated)]);
        comparison.Compare(ReplayNames.Truncated, [Flag(recording.Truncated[step])], [Flag(_result[0].Truncated)]);
    }

    private static double Flag(bool value) => value ? 1 : 0;

    private void CompareObservation(IReplayComparison comparison, string quantity, float[] recorded)
    {
        environment.CopyObservations(_observation);
        for (int i = 0; i < _observation.Length; i++)
        {
            (_recordedObservation[i], _replayedObservation[i]) = (recorded[i], _observation[i]);
        }

        comparison.Compare(quantity, _recordedObservation, _replayedObservation);
    }
}
