using System.Text.Json;
using BitRL.Contracts.Environments;
using Shouldly;

namespace BitRL.Envs.TextWorld.Tests.Rules;

/// <summary>Games recorded from the original.</summary>
public sealed class RecordedGameTests
{
    [Fact]
    public void AllRecordedPlaysAreRepeatedExactly()
    {
        CookingEnvironment environment = Games.Make();
        var comparison = new Differences();
        int plays = 0;
        foreach (byte[] line in Games.Recorded)
        {
            foreach (IRecordedEpisode play in environment.ReadRecording(line))
            {
                comparison.Play = play.Name;
                play.Restart(0, comparison);
                for (int step = 0; step < play.Steps; step++)
                {
                    play.Step(step, comparison);
                }

                plays++;
            }
        }

        comparison.Found.ShouldBeEmpty();
        plays.ShouldBe(123);
        comparison.Compared["score"].ShouldBe(1750);
        comparison.Compared["admissible"].ShouldBe(1026);
        comparison.Compared["cookbook_text"].ShouldBe(110);
    }

    [Fact]
    public void TheQuestsOfEachGameAreThoseOfTheOriginal()
    {
        foreach (byte[] line in Games.Recorded)
        {
            using JsonDocument document = JsonDocument.Parse(line);
            var game = new Game();
            new FactReader(GameRecording.Read(line)).Make(game);
            JsonElement[] recorded = [.. document.RootElement.GetProperty("quests").EnumerateArray()];
            game.Quests.Quests.Length.ShouldBe(recorded.Length);
            for (int i = 0; i < recorded.Length; i++)
            {
                Quest quest = game.Quests.Quests[i];
                (quest.CanBeWon ? 1 : 0).ShouldBe(recorded[i].GetProperty("reward").GetInt32());
                Conditions(recorded[i], "win").ShouldBe(quest.IsWonWhenCarried ? [$"in({Names.Text(quest.Subject)}, I)"] : Conditions(quest.Wins, quest.Subject), ignoreOrder: true);
                IEnumerable<string> fails = Conditions(quest.Fails, quest.Subject);
                fails = quest.WatchesIngredients ? fails.Concat(game.Recipe.ToArray().Select(part => $"consumed({Names.Text(part.Food)})")) : fails;
                Conditions(recorded[i], "fail").ShouldBe(fails, ignoreOrder: true);
            }
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("{\"game\":1")]
    public void ALineThatIsNoGameIsAFormatError(string line) =>
        Should.Throw<FormatException>(() => Games.Make().ReadRecording(System.Text.Encoding.UTF8.GetBytes(line)));

    [Fact]
    public void AFactThatNamesNothingIsAFormatErrorThatNamesIt()
    {
        string line = System.Text.Encoding.UTF8.GetString(Games.Recorded[0]).Replace("on(cookbook, table)", "on(cookbook, piano)", StringComparison.Ordinal);
        Should.Throw<FormatException>(() => Games.Make().ReadRecording(System.Text.Encoding.UTF8.GetBytes(line))).Message.ShouldContain("piano");
    }

    private static string[] Conditions(JsonElement quest, string name) =>
        [.. quest.GetProperty(name).EnumerateArray().SelectMany(all => all.EnumerateArray()).Select(condition => condition.GetString()!)];

    private static string[] Conditions(Traits traits, Thing subject) =>
        [.. Enum.GetValues<Traits>().Where(trait => System.Numerics.BitOperations.PopCount((uint)trait) == 1 && traits.HasFlag(trait)).Select(trait => $"{trait.ToString().ToLowerInvariant()}({Names.Text(subject)})")];

    private sealed class Differences : IReplayComparison
    {
        private readonly string[] _known = [.. RecordedPlay.Quantities.Select(known => known.Name)];

        public string Play { get; set; } = "";

        public List<string> Found { get; } = [];

        public Dictionary<string, int> Compared { get; } = [];

        public void Compare(string quantity, ReadOnlySpan<double> recorded, ReadOnlySpan<double> replayed) => Note(quantity, recorded[0] == replayed[0], $"{recorded[0]}", $"{replayed[0]}");

        public void Compare(string quantity, ReadOnlySpan<char> recorded, ReadOnlySpan<char> replayed) =>
            Note(quantity, recorded.SequenceEqual(replayed), recorded.ToString(), replayed.ToString());

        private void Note(string quantity, bool equal, string recorded, string replayed)
        {
            _known.ShouldContain(quantity);
            Compared[quantity] = Compared.GetValueOrDefault(quantity) + 1;
            if (!equal)
            {
                Found.Add($"{Play}: {quantity} was {recorded}, is {replayed}");
            }
        }
    }
}
