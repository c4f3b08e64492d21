using BitRL.Agent.Evaluation;
using BitRL.Contracts.Observations;

namespace BitRL.Cli.Drawing;

/// <summary>What <c>eval</c> shows besides its figures: a film, a live picture, both or nothing.</summary>
internal sealed class EvaluationShow : IDisposable
{
    private readonly FilmRecorder? _recorder;
    private readonly FilmFile? _file;
    private readonly LivePicture? _live;

    private EvaluationShow(FilmRecorder? recorder, FilmFile? file, LivePicture? live)
    {
        (_recorder, _file, _live) = (recorder, file, live);
        List<IEvaluationObserver> observers = [];
        observers.AddRange(((IEvaluationObserver?[])[recorder, live]).OfType<IEvaluationObserver>());
        Observer = observers.Count == 0 ? null : new EvaluationAudience(observers);
    }

    /// <summary>To give to the evaluation; null where nothing is shown.</summary>
    public IEvaluationObserver? Observer { get; }

    /// <summary>Whether somebody watches, and so episodes are played one after the other.</summary>
    public bool IsLive => _live is not null;

    /// <summary>Prepares it, and refuses what cannot be before anything is played.</summary>
    /// <param name="context">Terminal and clock.</param>
    /// <param name="request">What the user asked for.</param>
    /// <param name="style">In which the agent reads; null where it reads none.</param>
    /// <exception cref="CommandException">Another kind of file, a folder that is missing, or no terminal to draw in.</exception>
    public static EvaluationShow Open(CommandContext context, EvaluationShowRequest request, TextStyle? style)
    {
        if (request.Render && (!context.Terminal.CanRedraw || context.Terminal.IsMachineReadable))
        {
            throw new CommandException(ExitCode.Usage, "--render needs a terminal to draw in; --record FILE.gif or FILE.html works without one");
        }

        var file = request.Record is { } path ? new FilmFile(path) : null;
        return new EvaluationShow(
            file is null ? null : new FilmRecorder(request.RecordedEpisodes, style),
            file,
            request.Render ? new LivePicture(context.Terminal, context.Time, style) : null);
    }

    /// <summary>Writes the film, if one was asked for.</summary>
    /// <returns>What was written; null for nothing.</returns>
    public (int Frames, long Bytes)? WriteFilm()
    {
        if (_recorder is null || _file is null)
        {
            return null;
        }

        var film = _recorder.Film;
        return (film.Frames.Count, _file.Write(film));
    }

    /// <summary>Gives the terminal back.</summary>
    public void Dispose() => _live?.Dispose();
}
