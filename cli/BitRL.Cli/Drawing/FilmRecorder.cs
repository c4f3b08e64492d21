using BitRL.Agent.Evaluation;
using BitRL.Cli.Commands;
using BitRL.Cli.Play;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Observations;

namespace BitRL.Cli.Drawing;

/// <summary>Records the first episodes of an evaluation.</summary>
/// <param name="episodes">How many.</param>
/// <param name="style">In which the agent reads; null where it reads none.</param>
internal sealed class FilmRecorder(int episodes, TextStyle? style) : IEvaluationObserver
{
    private readonly List<FilmFrame> _frames = [];
    private string _title = "";
    private double _secondsPerStep;

    /// <summary>What was recorded, episode after episode.</summary>
    public Film Film => new(_title, _secondsPerStep, [.. _frames.OrderBy(frame => frame.Episode).ThenBy(frame => frame.Step)]);

    /// <inheritdoc/>
    public ValueTask OnStateAsync(EvaluationMoment moment, CancellationToken cancellationToken)
    {
        if (moment.Episode >= episodes)
        {
            return ValueTask.CompletedTask;
        }

        EvaluationAudience.RequireDrawable(moment.Environment, "--record");
        var drawable = (IDrawableEnvironment)moment.Environment;
        _title = moment.Environment.Descriptor.Id;
        _secondsPerStep = drawable.SecondsPerStep;
        var scene = Scene.Of(drawable, moment.Copy);
        _frames.Add(new FilmFrame(scene.Window, [.. scene.Shapes])
        {
            Episode = moment.Episode,
            Step = moment.Step,
            Action = ActionText.Describe(moment.Environment, moment.Action.Span),
            Reward = moment.Result.Reward,
            Return = moment.Return,
            Text = style is { } written ? StateText.Read(moment.Environment, moment.Copy, written) : "",
        });
        return ValueTask.CompletedTask;
    }
}
