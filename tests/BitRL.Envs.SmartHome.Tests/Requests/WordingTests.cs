using System.Text;
using BitRL.Envs.SmartHome.Home;
using BitRL.Envs.SmartHome.Requests;
using BitRL.Envs.SmartHome.Stepping;
using Shouldly;

namespace BitRL.Envs.SmartHome.Tests.Requests;

/// <summary>What residents say while an agent learns, and what they say while it is judged.</summary>
public sealed class WordingTests
{
    [Fact]
    public void TheSentencesOfEvaluationsAreNeverHeardInTraining()
    {
        HashSet<string> training = Sentences(Wordings.Train);
        HashSet<string> heldOut = Sentences(Wordings.HeldOut);
        training.Count.ShouldBeGreaterThan(500);
        heldOut.Count.ShouldBeGreaterThan(250);
        training.Overlaps(heldOut).ShouldBeFalse();
        Sentences(Wordings.All).SetEquals(training.Union(heldOut)).ShouldBeTrue();
    }

    [Fact]
    public void TheWordsOfEvaluationsAreAllHeardInTraining() => Words(Wordings.HeldOut).Except(Words(Wordings.Train)).ShouldBeEmpty();

    [Theory]
    [InlineData(nameof(Wordings.Train))]
    [InlineData(nameof(Wordings.HeldOut))]
    public void EpisodesAreDrawnFromTheWordingsThatWereAskedFor(string name)
    {
        var wordings = Enum.Parse<Wordings>(name);
        HashSet<string> allowed = Sentences(wordings);
        var heard = new HashSet<string>();
        var environment = new SmartHomeEnvironment(1, wordings);
        for (ulong seed = 0; seed < 5_000; seed++)
        {
            environment.Reset([0], [seed]);
            heard.Add(environment.UtteranceOf(0));
        }

        heard.Except(allowed).ShouldBeEmpty();
        heard.Count.ShouldBeGreaterThan(allowed.Count / 2);
    }

    [Fact]
    public void NoSentenceIsLongerThanItsBuffer() =>
        Sentences(Wordings.All).Max(Encoding.UTF8.GetByteCount).ShouldBeLessThanOrEqualTo(Request.MaxUtteranceBytes);

    [Theory]
    [InlineData("heldout", Wordings.HeldOut)]
    [InlineData("train", Wordings.Train)]
    [InlineData("all", Wordings.All)]
    internal void TheSettingNamesTheWordings(string value, Wordings wordings) =>
        SmartHomeSettings.Parse(new Dictionary<string, string> { ["wordings"] = value }).Wordings.ShouldBe(wordings);

    [Fact]
    public void OtherSettingsAndValuesAreRefused()
    {
        Should.Throw<ArgumentException>(() => SmartHomeSettings.Parse(new Dictionary<string, string> { ["wordings"] = "new" })).Message.ShouldContain("wordings is 'new'");
        Should.Throw<ArgumentException>(() => SmartHomeSettings.Parse(new Dictionary<string, string> { ["words"] = "all" })).Message.ShouldContain("no setting 'words'");
    }

    [Fact]
    public void AnUnknownPlaceInASentenceIsRefused() => Should.Throw<FormatException>(() => SentenceTemplate.Parse("open the {door}"));

    // Every sentence with everything that can stand in its places.
    private static HashSet<string> Sentences(Wordings wordings)
    {
        var buffer = new byte[256];
        var sentences = new HashSet<string>();
        foreach (SentenceTemplate sentence in Phrasings.All.SelectMany(phrasing => phrasing.Of(wordings)))
        {
            for (int room = 0; room < HomeLayout.RoomCount; room++)
            {
                for (int word = 0; word < HomeLayout.RoomWords[room].Length; word++)
                {
                    // 11 activities, 10 lamps and 4 levels: lamps and levels stand together, activities alone.
                    for (int k = 0; k < 40; k++)
                    {
                        var words = new RequestWords((Room)room, word, k % 11, k / 4, 1 + (k % 4));
                        sentences.Add(Encoding.UTF8.GetString(buffer, 0, sentence.Write(words, buffer)));
                    }
                }
            }
        }

        return sentences;
    }

    private static HashSet<string> Words(Wordings wordings) =>
        [.. Phrasings.All.SelectMany(phrasing => phrasing.Of(wordings)).SelectMany(sentence => sentence.Text.Split(' ')).Where(word => !word.StartsWith('{'))];
}
