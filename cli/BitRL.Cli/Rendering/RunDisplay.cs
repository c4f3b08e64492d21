using BitRL.Agent.Evaluation;
using BitRL.Agent.Training;

namespace BitRL.Cli.Rendering;

/// <summary>Shows a run while it goes: live on a terminal, as plain lines elsewhere.</summary>
internal abstract class RunDisplay : RunObserver
{
    private const int MostWarnings = 10;
    private readonly List<double> _returns = [];
    private int _warnings;
    private bool _isTrained;

    /// <summary>Mean returns of training, one an update: the learning curve.</summary>
    public IReadOnlyList<double> Returns => _returns;

    /// <summary>The display that suits a terminal.</summary>
    public static RunDisplay For(Terminal terminal, TimeProvider time) =>
        terminal.LogIsLive ? new LiveRunDisplay(terminal, time) : new PlainRunDisplay(terminal, time);

    /// <summary>Does the work with the display around it.</summary>
    public virtual Task<T> ShowAsync<T>(Func<Task<T>> work) => work();

    /// <inheritdoc/>
    public override void OnUpdate(in RunProgress progress, IReadOnlyList<KeyValuePair<string, double>> figures)
    {
        _returns.Add(progress.MeanReturn);
        Show(progress, figures);
    }

    /// <inheritdoc/>
    public override void OnProgress(in RunProgress progress)
    {
        Show(progress, []);
        if (progress.Steps >= progress.TotalSteps && !_isTrained)
        {
            _isTrained = true;
            Remark($"trained for {Numbers.Count(progress.Steps)} steps; evaluating greedily …");
        }
    }

    /// <inheritdoc/>
    public override void OnWarning(string warning)
    {
        _warnings++;
        if (_warnings <= MostWarnings)
        {
            Remark($"warning: {warning}");
        }

        if (_warnings == MostWarnings)
        {
            Remark("further warnings of this kind are not shown");
        }
    }

    /// <inheritdoc/>
    public override void OnEvaluation(long steps, EvaluationResult result, bool isFinal)
    {
        if (!isFinal)
        {
            Remark($"evaluation at step {Numbers.Count(steps)}: return {Numbers.Fixed(result.Mean, 1)} ± {Numbers.Fixed(result.StandardDeviation, 1)} over {result.Episodes} episodes");
        }
    }

    /// <summary>Shows where the run stands.</summary>
    /// <param name="progress">The run.</param>
    /// <param name="figures">Of the last update; empty where there was none since the last call.</param>
    protected abstract void Show(in RunProgress progress, IReadOnlyList<KeyValuePair<string, double>> figures);

    /// <summary>Shows one event.</summary>
    protected abstract void Remark(string message);
}
