using BitRL.Contracts.Environments;

namespace BitRL.Envs.TextWorld;

/// <summary>One copy of the environment: a game, its commands, the last answer, turns and the end. Not thread-safe.</summary>
/// <param name="maxSteps">Steps after which an episode is truncated.</param>
/// <param name="maxCommands">Most commands that are offered.</param>
internal sealed class Seat(int maxSteps, int maxCommands)
{
    private readonly AdmissibleCommands _admissible = new(maxCommands);
    private int _steps;

    public Game Game { get; } = new();

    public Feedback Feedback { get; } = new();

    /// <summary>Whether an episode runs.</summary>
    public bool IsRunning { get; private set; }

    /// <summary>What can be done now.</summary>
    public ReadOnlySpan<Command> Commands => _admissible.Commands;

    /// <summary>Begins the game that was just made.</summary>
    public void Start()
    {
        _steps = 0;
        IsRunning = true;
        Feedback.Start(Game);
        _admissible.List(Game);
    }

    /// <summary>Does one of the commands.</summary>
    public StepResult Step(int index) => Do(_admissible.Commands[index]);

    /// <summary>Does what was typed, or says why not.</summary>
    public StepResult StepTyped(ReadOnlySpan<byte> typed)
    {
        if (!CommandParser.TryParse(Game, typed, Feedback, out Command command))
        {
            return new StepResult { IsNoStep = true };
        }

        return Refusals.Allows(Game, command, Feedback) ? Do(command) : End(reward: 0);
    }

    private StepResult Do(Command command)
    {
        int before = Game.Quests.Score;
        GameRules.Apply(Game, command);
        int points = Game.Quests.Score - before;
        Feedback.Answer(Game, command, points, _steps + 1);
        _admissible.List(Game);
        return End(points);
    }

    private StepResult End(int reward)
    {
        bool terminated = Game.Quests.IsWon || Game.Quests.IsLost;
        bool truncated = ++_steps >= maxSteps;
        IsRunning = !terminated && !truncated;
        return new StepResult(reward, terminated, truncated);
    }
}
