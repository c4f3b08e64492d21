using System.Collections.Immutable;
using System.Text;
using BitRL.Contracts.Environments;

namespace BitRL.Envs.TextWorld;

/// <summary>Repeats a recorded play through the parser, as a player would type it.</summary>
internal sealed class RecordedPlay(Seat seat, GameRecording recording, FactReader world, GameRecording.Play play, string name) : IRecordedEpisode
{
    private const string Score = "score";
    private const string Won = "won";
    private const string Lost = "lost";
    private const string Admissible = "admissible";
    private const string WasAdmissible = "was_admissible";
    private const string MaxScore = "max_score";
    private const string CookbookText = "cookbook_text";

    /// <summary>All that is compared; all of it exactly.</summary>
    public static ImmutableArray<ReplayQuantity> Quantities { get; } =
        [.. ((ReadOnlySpan<string>)[MaxScore, Score, Won, Lost, WasAdmissible, Admissible, CookbookText]).ToArray().Select(quantity => new ReplayQuantity(quantity, 0, 0))];

    public string Name => name;

    public int Steps => play.Steps.Length;

    public bool HoldsEveryState => false;

    public void Restart(int step, IReplayComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        world.Make(seat.Game);
        seat.Start();
        comparison.Compare(MaxScore, [recording.MaxScore], [seat.Game.Quests.MaxScore]);
        if (play.InitialAdmissible is { } initial)
        {
            comparison.Compare(Admissible, Join(initial), JoinAdmissible());
        }
    }

    public void Step(int step, IReplayComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        GameRecording.Turn turn = play.Steps[step];
        bool wasAdmissible = seat.Commands.ToArray().Any(command => CommandWriter.Text(command) == turn.Command);
        comparison.Compare(WasAdmissible, [turn.AdmissibleBefore ? 1 : 0], [wasAdmissible ? 1 : 0]);
        seat.StepTyped(Encoding.UTF8.GetBytes(turn.Command));
        QuestBook quests = seat.Game.Quests;
        comparison.Compare(Score, [turn.Score], [quests.Score]);
        comparison.Compare(Won, [turn.Won ? 1 : 0], [quests.IsWon ? 1 : 0]);
        comparison.Compare(Lost, [turn.Lost ? 1 : 0], [quests.IsLost ? 1 : 0]);
        if (turn.Admissible is { } admissible)
        {
            comparison.Compare(Admissible, Join(admissible), JoinAdmissible());
        }

        if (turn is { Command: "examine cookbook", AdmissibleBefore: true })
        {
            comparison.Compare(CookbookText, recording.CookbookText.Trim(), Encoding.UTF8.GetString(seat.Feedback.Text.Span).Trim());
        }
    }

    private static string Join(IEnumerable<string> commands) => string.Join('\n', commands.Order(StringComparer.Ordinal));

    private string JoinAdmissible() => Join(seat.Commands.ToArray().Select(CommandWriter.Text));
}
