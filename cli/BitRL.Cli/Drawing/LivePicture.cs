using BitRL.Agent.Evaluation;
using BitRL.Cli.Commands;
using BitRL.Cli.Play;
using BitRL.Cli.Rendering;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Observations;

namespace BitRL.Cli.Drawing;

/// <summary>Draws an evaluation in the terminal at the pace of the world. Dispose it to get the terminal back, whatever happened.</summary>
internal sealed class LivePicture : IEvaluationObserver, IDisposable
{
    private readonly Terminal _terminal;
    private readonly TimeProvider _time;
    private readonly TextStyle? _style;
    private TerminalScreen? _screen;
    private long _due;

    /// <param name="terminal">One that can redraw.</param>
    /// <param name="time">The clock.</param>
    /// <param name="style">In which the agent reads; null where it reads none.</param>
    public LivePicture(Terminal terminal, TimeProvider time, TextStyle? style)
    {
        _time = time;
        _style = style;
        _due = time.GetTimestamp();
        _terminal = terminal;
    }

    /// <inheritdoc/>
    public async ValueTask OnStateAsync(EvaluationMoment moment, CancellationToken cancellationToken)
    {
        EvaluationAudience.RequireDrawable(moment.Environment, "--render");
        var drawable = (IDrawableEnvironment)moment.Environment;
        _screen ??= new TerminalScreen(_terminal);
        double pace = drawable.SecondsPerStep > 0 ? drawable.SecondsPerStep : Film.SecondsWithoutClock;
        if (moment.Step % Film.StrideOf(pace) == 0 || moment.Result.IsDone)
        {
            _screen.Show(Scene.Of(drawable, moment.Copy), Lines(moment));
        }

        // An encoder slower than the world sets the pace; time that was lost is not made up for.
        _due = Math.Max(_due + (long)(pace * _time.TimestampFrequency), _time.GetTimestamp());
        var wait = _time.GetElapsedTime(_time.GetTimestamp(), _due) + (moment.Result.IsDone ? TimeSpan.FromSeconds(1) : TimeSpan.Zero);
        if (wait > TimeSpan.FromMilliseconds(1))
        {
            await Task.Delay(wait, _time, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _screen?.Dispose();

    private IReadOnlyList<string> Lines(EvaluationMoment moment)
    {
        string action = ActionText.Describe(moment.Environment, moment.Action.Span);
        List<string> lines = [$"{moment.Environment.Descriptor.Id}  episode {moment.Episode + 1}  step {moment.Step}  return {moment.Return:0.##}  {action}"];
        if (_style is { } style)
        {
            lines.AddRange(StateText.Read(moment.Environment, moment.Copy, style).TrimEnd('\n').Split('\n'));
        }

        return lines;
    }
}
