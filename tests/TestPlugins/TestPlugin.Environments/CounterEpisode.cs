using BitRL.Contracts.Environments;

namespace TestPlugin.Environments;

internal sealed class CounterEpisode(CounterEnvironment environment, int[] actions, double[] numbers, bool everyState) : IRecordedEpisode
{
    public string Name => $"episode of {actions.Length}";

    public int Steps => actions.Length;

    public bool HoldsEveryState => everyState;

    public void Restart(int step, IReplayComparison comparison) => environment.Put(step == 0 ? 0 : (int)numbers[step - 1]);

    public void Step(int step, IReplayComparison comparison) => environment.Replay(actions[step], numbers[step], comparison);
}
