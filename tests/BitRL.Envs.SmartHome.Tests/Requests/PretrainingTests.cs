using System.Text;
using BitRL.Contracts.Observations;
using BitRL.Envs.SmartHome.Home;
using BitRL.Envs.SmartHome.Requests;
using BitRL.Envs.SmartHome.Stepping;
using BitRL.Model.Pretraining.Corpus;
using BitRL.Model.Pretraining.Corpus.Homes;
using Shouldly;
using Activity = BitRL.Envs.SmartHome.Requests.Activity;

namespace BitRL.Envs.SmartHome.Tests.Requests;

/// <summary>The language backbone is pretrained on texts like ours, and on none of the sentences that we judge by.</summary>
public sealed class PretrainingTests
{
    [Fact]
    public void TheCorpusNeverSaysAHeldOutSentence()
    {
        HashSet<string> heldOut = HeldOutSentences();
        heldOut.Count.ShouldBeGreaterThan(250);
        var random = new CorpusRandom(3);
        var said = new HashSet<string>();
        for (int i = 0; i < 200_000; i++)
        {
            said.Add(HomeGrammar.Next(ref random).Text);
        }

        said.Count.ShouldBeGreaterThan(15_000);
        said.Intersect(heldOut).ShouldBeEmpty();
    }

    [Fact]
    public void NoSentenceOfTheCorpusContainsAHeldOutSentence()
    {
        // What is put before and behind must not make one either: whole sentences, also as parts of longer ones.
        string[] heldOut = [.. Phrasings.All.SelectMany(phrasing => phrasing.HeldOut).Select(sentence => " " + sentence.Text + " ")];
        foreach (string sentence in HomeGrammar.All)
        {
            heldOut.Where(held => $" {sentence} ".Contains(held, StringComparison.Ordinal)).ShouldBeEmpty(sentence);
        }
    }

    [Fact]
    public void TheCorpusPrintsHomesAsTheEnvironmentDoes()
    {
        var environment = new SmartHomeEnvironment(1, Wordings.Train);
        var tokenizer = new Model.Tokenizer.NumberTokenizer(PretrainingWords.Language, Model.Tokenizer.NumberTokenizer.Version);
        var sampler = new HomeSampler(tokenizer, new CorpusOptions(), ordinals: 24);
        for (ulong seed = 0; seed < 50; seed++)
        {
            environment.Reset([0], [seed]);
            HomeEpisode episode = environment.EpisodeOf(0);
            HomeConditions conditions = episode.Conditions;
            var home = new HomeState(
                environment.UtteranceOf(0),
                new HomeIntent(HomeIntentKind.AllOff, -1, -1, -1, 0),
                (int)conditions.Speaker,
                conditions.Occupancy,
                (int)conditions.Sky,
                conditions.Hour,
                (int)Math.Round(conditions.Elevation),
                [.. Enumerable.Range(0, 10).Select(episode.Lamps.Level)],
                [.. Enumerable.Range(0, 10).Select(lamp => (int)episode.Lamps.Color(lamp))],
                [.. Enumerable.Range(0, 6).Select(room => conditions.Lux((Room)room, episode.Lamps) / 100)],
                episode.Steps);
            byte[] text = new byte[4096];
            int length = environment.WriteEpisode(0, TextStyle.Compact, text);
            length += environment.WriteStep(0, TextStyle.Compact, text.AsSpan(length));
            string expected = Encoding.UTF8.GetString(HomeObservation.Prefix(TextStyle.Compact)) + Encoding.UTF8.GetString(text, 0, length);
            sampler.Build(home).Text.ShouldBe(expected);
        }
    }

    [Fact]
    public void AStateIsReadAsNamesReadingsAndNumbers()
    {
        var tokenizer = new Model.Tokenizer.NumberTokenizer(PretrainingWords.Language, Model.Tokenizer.NumberTokenizer.Version);
        var environment = new SmartHomeEnvironment(1, Wordings.HeldOut);
        for (ulong seed = 0; seed < 300; seed++)
        {
            environment.Reset([0], [seed]);
            byte[] text = new byte[4096];
            int[] tokens = new int[8192];

            // Ten lamps of two tokens, six sensors and the count of three, the line feed.
            tokenizer.Encode(text.AsSpan(0, environment.WriteStep(0, TextStyle.Compact, text)), isStart: false, tokens).ShouldBe(20 + 18 + 3 + 1 + HighDigits(environment));
            int episode = tokenizer.Encode(text.AsSpan(0, environment.WriteEpisode(0, TextStyle.Compact, text)), isStart: false, tokens);

            // Every word of a request is one token: only quotes, the equals sign before them and the line feed are bytes.
            tokens[..episode].Count(token => token < 256).ShouldBe(4 + (environment.UtteranceOf(0).Contains("100", StringComparison.Ordinal) ? 1 : 0));
        }
    }

    [Fact]
    public void TheCorpusNamesTheSameThings()
    {
        HomeWords.LampIds.ShouldBe(HomeLayout.Lamps.Select(lamp => lamp.Id));
        HomeWords.LampRooms.ShouldBe(HomeLayout.Lamps.Select(lamp => (int)lamp.Room));
        HomeWords.LampNames.Select(names => names[0]).ShouldBe(HomeLayout.Lamps.Select(lamp => lamp.SpokenName));
        HomeWords.Activities.Select(activity => activity.Nouns[0]).ShouldBe(Activity.All.Select(activity => activity.NounPhrase));
        HomeWords.Activities.Select(activity => activity.Verbs[0]).ShouldBe(Activity.All.Select(activity => activity.VerbPhrase));
    }

    // Illuminance of 10,000 lux and more would have a digit in front: it does not occur.
    private static int HighDigits(SmartHomeEnvironment environment)
    {
        HomeEpisode episode = environment.EpisodeOf(0);
        return Enumerable.Range(0, 6).Count(room => episode.Conditions.Lux((Room)room, episode.Lamps) >= 10_000);
    }

    private static HashSet<string> HeldOutSentences()
    {
        var buffer = new byte[256];
        var sentences = new HashSet<string>();
        foreach (SentenceTemplate sentence in Phrasings.All.SelectMany(phrasing => phrasing.HeldOut))
        {
            for (int room = 0; room < HomeLayout.RoomCount; room++)
            {
                for (int word = 0; word < HomeLayout.RoomWords[room].Length; word++)
                {
                    for (int k = 0; k < 40; k++)
                    {
                        sentences.Add(Encoding.UTF8.GetString(buffer, 0, sentence.Write(new RequestWords((Room)room, word, k % 11, k / 4, 1 + (k % 4)), buffer)));
                    }
                }
            }
        }

        return sentences;
    }
}
