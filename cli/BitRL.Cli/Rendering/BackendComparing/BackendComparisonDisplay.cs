using BitRL.Cli.Benchmarks.Backends;
using Spectre.Console;

namespace BitRL.Cli.Rendering.BackendComparing;

/// <summary>Shows a comparison while it is measured: two lines redrawn in place on a terminal, a line a measurement elsewhere.</summary>
/// <param name="terminal">Where.</param>
/// <param name="time">For the time that is left.</param>
/// <param name="backends">Backends that are tried.</param>
/// <param name="rounds">Rounds that are planned.</param>
internal sealed class BackendComparisonDisplay(Terminal terminal, TimeProvider time, int backends, int rounds) : IBackendComparisonObserver
{
    private readonly long _begun = time.GetTimestamp();
    private LiveDisplayContext? _live;
    private string _latest = "starting …";
    private int _planned = backends * rounds;
    private int _done;

    /// <summary>Does the work with the display around it.</summary>
    public Task ShowAsync(Func<Task> work) => !terminal.LogIsLive ? work() : terminal.Log.Live(new Text(_latest)).StartAsync(live =>
    {
        _live = live;
        return work();
    });

    /// <inheritdoc/>
    public void OnStarted(BackendRequest request, int round)
    {
        string left = _done == 0 ? string.Empty : $", about {Numbers.Duration(time.GetElapsedTime(_begun) / _done * (_planned - _done))} left";
        string now = $"round {round + 1} of {rounds}: {request.Label} ({_done + 1} of {_planned}{left})";
        _live?.UpdateTarget(new Rows(new Text(now, new Style(decoration: Decoration.Bold)), new Text(_latest, new Style(Color.Grey))));
    }

    /// <inheritdoc/>
    public void OnEnded(BackendRow row, int round)
    {
        _done++;
        if (row.Failure is { } failure)
        {
            _planned -= rounds - 1 - round;
            _latest = $"{row.Request.Label}: {failure.Reason}";
        }
        else
        {
            var figures = row.Rounds[^1];
            _latest = $"{row.Request.Label}, round {round + 1}: {Figure.Show(figures[Figure.ColdMedian])} ms a state cold, {Figure.Show(figures[Figure.States])} states/s";
        }

        if (_live is null)
        {
            terminal.Log.WriteLine(_latest);
        }
        else if (_done == _planned)
        {
            _live.UpdateTarget(new Text($"{_done} measurements in {Numbers.Duration(time.GetElapsedTime(_begun))}"));
        }
    }
}
