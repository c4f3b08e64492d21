using BitRL.Agent.Evaluation;
using BitRL.Contracts.Environments;

namespace BitRL.Cli.Drawing;

/// <summary>Shows an evaluation to several observers.</summary>
internal sealed class EvaluationAudience(IReadOnlyList<IEvaluationObserver> observers) : IEvaluationObserver
{
    /// <summary>Says that an environment cannot be drawn, before anything is played.</summary>
    /// <exception cref="CommandException">It cannot.</exception>
    public static void RequireDrawable(IVectorEnvironment environment, string option)
    {
        if (environment is not IDrawableEnvironment)
        {
            throw new CommandException(ExitCode.BadInput, $"{environment.Descriptor.Id} cannot be drawn: it does not implement {nameof(IDrawableEnvironment)}; leave out {option}");
        }
    }

    /// <inheritdoc/>
    public async ValueTask OnStateAsync(EvaluationMoment moment, CancellationToken cancellationToken)
    {
        foreach (var observer in observers)
        {
            await observer.OnStateAsync(moment, cancellationToken);
        }
    }
}
