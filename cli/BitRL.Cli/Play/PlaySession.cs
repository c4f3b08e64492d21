using System.Text;
using BitRL.Cli.Rendering;
using BitRL.Contracts.Environments;

namespace BitRL.Cli.Play;

/// <summary>Lets a person play episodes, one after the other, on one copy.</summary>
/// <param name="environment">One copy; still the caller's.</param>
/// <param name="view">Shows and reads.</param>
/// <param name="options">How long.</param>
internal sealed class PlaySession(IVectorEnvironment environment, PlayView view, PlayOptions options)
{
    private const int MostTyped = 60;

    private readonly List<PlayScore> _scores = [];
    private readonly StepResult[] _result = new StepResult[1];

    /// <summary>Of the episodes so far.</summary>
    public IReadOnlyList<PlayScore> Scores => _scores;

    /// <summary>Plays until all episodes are over, the player leaves, the input ends or the command is cancelled; each way the episode that was begun is scored.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        bool goesOn = true;
        for (int episode = 0; episode < options.Episodes && goesOn; episode++)
        {
            var state = Start(episode);
            try
            {
                while (goesOn && !state.IsOver && state.Steps < options.MaxSteps)
                {
                    // A terminal cannot be asked to stop reading: the thread that waits is left behind when the command ends.
                    var input = await Task.Run(view.Read, CancellationToken.None).WaitAsync(cancellation);
                    goesOn = input is not (null or PlayInput.Quit);
                    state = Take(state, input);
                }
            }
            finally
            {
                var score = PlayScore.Of(environment, state, wasLeft: !goesOn || cancellation.IsCancellationRequested);
                _scores.Add(score);
                view.ShowEnd(state, score);
            }
        }
    }

    private PlayState Start(int episode)
    {
        environment.Reset([0], [options.Seed + (ulong)episode]);
        var state = new PlayState { Episode = episode };
        view.ShowState(state);
        return state;
    }

    private PlayState Take(PlayState state, PlayInput? input)
    {
        switch (input)
        {
            case PlayInput.Act act:
                string name = environment.Descriptor.Actions.IsDiscrete ? ActionText.All(environment)[(int)act.Values[0]] : ActionText.Describe(environment, act.Values);
                environment.Step(act.Values, _result);
                Advance(state, name);
                break;
            case PlayInput.Say say:
                _result[0] = ((ITypedCommands)environment).StepTyped(0, Encoding.UTF8.GetBytes(say.Words));
                Advance(state, PlainText.Of(say.Words.Trim(), MostTyped));
                break;
            case PlayInput.Restart:
                return Start(state.Episode);
            case PlayInput.Answer answer:
                view.ShowRemark(answer.Message);
                break;
            default:
                break;
        }

        return state;
    }

    private void Advance(PlayState state, string action)
    {
        state.Steps += _result[0].IsNoStep ? 0 : 1;
        state.Action = action;
        state.Result = _result[0];
        state.Return += _result[0].Reward;
        view.ShowState(state);
    }
}
