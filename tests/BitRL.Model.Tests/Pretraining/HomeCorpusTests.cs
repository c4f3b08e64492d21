using BitRL.Contracts.Pretraining;
using BitRL.Model.Pretraining;
using BitRL.Model.Pretraining.Corpus;
using BitRL.Model.Pretraining.Corpus.Homes;
using BitRL.Model.Tokenizer;
using Shouldly;
using Xunit;

namespace BitRL.Model.Tests.Pretraining;

public sealed class HomeCorpusTests
{
    private static readonly NumberTokenizer Tokenizer = new(PretrainingWords.Language, NumberTokenizer.Version);

    [Fact]
    public void EveryWordOfASentenceIsAToken()
    {
        var random = new CorpusRandom(1);
        var tokens = new int[1024];
        for (int i = 0; i < 20_000; i++)
        {
            (string text, _) = HomeGrammar.Next(ref random);
            int count = Tokenizer.Encode(System.Text.Encoding.UTF8.GetBytes(text), isStart: false, tokens);

            // "100" has a digit in front of the two that an integer token holds.
            tokens.AsSpan(0, count).Count((int)'1').ShouldBe(text.Contains("100", StringComparison.Ordinal) ? 1 : 0);
            tokens.AsSpan(0, count).ToArray().Count(token => token < NumberTokenizer.FirstInteger && token != '1').ShouldBe(0, text);
        }
    }

    [Fact]
    public void AShareOfSentencesCanBeOfTheKindsThatDifferFinely()
    {
        HomeIntentKind[] fine = [HomeIntentKind.Brighter, HomeIntentKind.BitBrighter, HomeIntentKind.Darker, HomeIntentKind.BitDarker, HomeIntentKind.LampSet];
        const int Sentences = 20_000;
        foreach ((double share, double expected) in ((double, double)[])[(0, 0.55 * 5 / 12), (0.5, 0.5 + (0.5 * 0.55 * 5 / 12)), (1, 1)])
        {
            var random = new CorpusRandom(3);
            int count = Enumerable.Range(0, Sentences).Count(_ => fine.Contains(HomeGrammar.Next(ref random, share).Intent.Kind));
            (count / (double)Sentences).ShouldBe(expected, 0.02);
        }
    }

    [Fact]
    public void ASentenceMeansWhatItSays()
    {
        var random = new CorpusRandom(2);
        for (int i = 0; i < 5_000; i++)
        {
            (string text, HomeIntent intent) = HomeGrammar.Next(ref random);
            (intent.Room < 0 || HomeWords.RoomNames[intent.Room].Any(name => text.Contains(name, StringComparison.Ordinal))).ShouldBeTrue(text);
            (intent.Lamp < 0 || HomeWords.LampNames[intent.Lamp].Any(name => text.Contains(name, StringComparison.Ordinal))).ShouldBeTrue(text);
            (intent.Level == 0).ShouldBe(!text.Contains("percent", StringComparison.Ordinal), text);
            if (intent.Activity >= 0)
            {
                HomeActivity activity = HomeWords.Activities[intent.Activity];
                activity.Nouns.Concat(activity.Verbs).Any(phrase => text.Contains(phrase, StringComparison.Ordinal)).ShouldBeTrue(text);
            }
        }
    }

    [Theory]
    [InlineData(HomeIntentKind.LampOff, -1, -1, 8, "8")]
    [InlineData(HomeIntentKind.Brighter, 1, -1, -1, "2,3")]
    [InlineData(HomeIntentKind.Brighter, -1, -1, -1, "4,5")]
    [InlineData(HomeIntentKind.Prepare, -1, 1, -1, "2,3")]
    [InlineData(HomeIntentKind.Prepare, -1, 0, -1, "4,5")]
    [InlineData(HomeIntentKind.Prepare, 5, 1, -1, "9")]
    [InlineData(HomeIntentKind.AllOffExcept, 0, -1, -1, "2,3,4,5,6,7,8,9")]
    [InlineData(HomeIntentKind.EmptyOff, -1, -1, -1, "0,1,2,3,6,9")]
    internal void ASentenceIsAboutTheLampsThatItMeans(HomeIntentKind kind, int room, int activity, int lamp, string lamps)
    {
        // Said in the bedroom (2), with somebody in the study (4) too.
        var intent = new HomeIntent(kind, room, activity, lamp, 0);
        string.Join(',', Enumerable.Range(0, HomeWords.Lamps).Where(i => intent.Concerns(i, heardIn: 2, occupied: 0b10100))).ShouldBe(lamps);
    }

    [Fact]
    public void TargetsStandWhereTheirThingsAreRead()
    {
        var sampler = new HomeSampler(Tokenizer, new CorpusOptions(), 24);
        var random = new CorpusRandom(3);
        for (int i = 0; i < 200; i++)
        {
            HomeState home = HomeState.Next(ref random);
            CorpusSequence sequence = sampler.Build(home);
            for (int lamp = 0; lamp < HomeWords.Lamps; lamp++)
            {
                int slot = HomeFacts.FirstLamp + lamp;
                Tokenizer.Describe(sequence.Tokens[sequence.Positions[slot]]).ShouldBe($"{HomeWords.LevelWords[home.Levels[lamp]]}_{HomeWords.ColorWords[home.Colors[lamp]]}");
                Tokenizer.Describe(sequence.Tokens[sequence.Positions[slot] - 1]).ShouldBe(HomeWords.LampIds[lamp]);
                (sequence.Targets[(slot * TargetCodes.Count) + 3] > 0).ShouldBe(home.Intent.Concerns(lamp, home.HeardIn, home.Occupied));
                sequence.Positions[slot].ShouldBeGreaterThan(sequence.PoolStart);
            }

            for (int room = 0; room < HomeWords.Rooms; room++)
            {
                NumberTokenizer.IsFraction(sequence.Tokens[sequence.Positions[HomeFacts.FirstRoom + room]]).ShouldBeTrue();
            }

            sequence.Known!.Count(known => known).ShouldBe(HomeFacts.End - HomeFacts.FirstLamp);
            sequence.Tokens.Length.ShouldBeLessThan(128);
        }
    }

    [Fact]
    public void TextsOfBothKindsShareABatch()
    {
        var options = new CorpusOptions { HomeShare = 0.5, RampSteps = 0 };
        BackboneBatch[] group = new BatchSampler(new TextSampler(Tokenizer, options, 24), options, seed: 1, batchSize: 8).Group(0);
        int slots = FieldSlots.CountFor(options);
        int homes = 0;
        foreach (BackboneBatch batch in group)
        {
            batch.FieldMask.Length.ShouldBe(8 * slots);
            for (int i = 0; i < batch.Sequences; i++)
            {
                bool isHome = batch.FieldMask[(i * slots) + FieldSlots.FirstFact] == 1;
                homes += isHome ? 1 : 0;

                // A numeric text has fields and no facts, a home facts and no fields.
                batch.FieldMask.AsSpan(i * slots, FieldSlots.Count).Contains(1f).ShouldBe(!isHome);
                batch.FieldMask.AsSpan((i * slots) + FieldSlots.FirstFact, slots - FieldSlots.FirstFact).Contains(1f).ShouldBe(isHome);
                batch.ValuePositions.AsSpan(i * slots, slots).ContainsAnyInRange(0, batch.Length - 1).ShouldBeTrue();
            }
        }

        homes.ShouldBeInRange(90, 166);
    }

    [Fact]
    public void WithoutHomesTheCorpusIsTheNumericOne()
    {
        var options = new CorpusOptions { RampSteps = 0 };
        FieldSlots.CountFor(options).ShouldBe(FieldSlots.Count);
        var words = new NumberTokenizer(PretrainingWords.All);
        var mixed = new CorpusRandom(7);
        var plain = new CorpusRandom(7);
        var texts = new TextSampler(words, options, 24);
        var numbers = new SequenceSampler(words, options, 24);
        for (int i = 0; i < 50; i++)
        {
            texts.Next(ref mixed, 20).Text.ShouldBe(numbers.Next(ref plain, 20).Text);
        }
    }

    [Fact]
    public void TheLanguageListContinuesTheWordList()
    {
        PretrainingWords.Language.Take(PretrainingWords.All.Length).ShouldBe(PretrainingWords.All);
        PretrainingWords.Language.Distinct().Count().ShouldBe(PretrainingWords.Language.Length);
        var configuration = new PretrainingConfiguration { Name = "x", Steps = 1, Corpus = new CorpusOptions { HomeShare = 0.5 } };
        configuration.Shape().VocabularySize.ShouldBe(Tokenizer.VocabularySize);
        (configuration with { Corpus = new CorpusOptions { HomeShare = 1.5 } }).Validate().ShouldContain(problem => problem.Contains("homeShare", StringComparison.Ordinal));
    }
}
