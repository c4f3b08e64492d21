using BitRL.Contracts.Environments;

namespace BitRL.Cli.Checks;

/// <summary>Steps all copies of an environment by random actions; what ends is reset at the next step.</summary>
internal sealed class RandomWalk
{
    private readonly CheckSubject _subject;
    private readonly IVectorEnvironment _environment;
    private readonly ActionSampler _sampler;
    private readonly float[] _actions;
    private readonly StepResult[] _results;
    private readonly int[] _steps;
    private int _episodes;

    public RandomWalk(CheckSubject subject, IVectorEnvironment environment, int number)
    {
        _subject = subject;
        _environment = environment;
        _sampler = subject.Actions(number);
        _actions = new float[environment.Count * environment.Descriptor.Actions.Size];
        _results = new StepResult[environment.Count];
        _steps = new int[environment.Count];
        for (int copy = 0; copy < environment.Count; copy++)
        {
            Reset(copy);
        }
    }

    /// <summary>What the last step gave.</summary>
    public ReadOnlySpan<StepResult> Results => _results;

    /// <summary>Steps of a copy since its last reset.</summary>
    public int EpisodeSteps(int copy) => _steps[copy];

    /// <summary>Resets what has ended and draws the next actions.</summary>
    public void Prepare()
    {
        _subject.Cancellation.ThrowIfCancellationRequested();
        for (int copy = 0; copy < _results.Length; copy++)
        {
            if (_results[copy].IsDone)
            {
                Reset(copy);
            }
        }

        _sampler.Fill(_environment, _actions);
    }

    /// <summary>Takes the actions that were drawn.</summary>
    public void Act()
    {
        _environment.Step(_actions, _results);
        for (int copy = 0; copy < _steps.Length; copy++)
        {
            _steps[copy]++;
        }
    }

    /// <summary>Both.</summary>
    public void Step()
    {
        Prepare();
        Act();
    }

    private void Reset(int copy)
    {
        _environment.Reset([copy], [_subject.Seed(_episodes++)]);
        _results[copy] = default;
        _steps[copy] = 0;
    }
}
