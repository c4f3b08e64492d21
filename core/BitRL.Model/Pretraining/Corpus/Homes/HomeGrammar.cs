using System.Collections.Immutable;
using System.Globalization;

namespace BitRL.Model.Pretraining.Corpus.Homes;

/// <summary>
/// Ways to ask for light. Ordinary English; the sentences that an environment keeps for evaluation are not among them, nor are they reached by what is put
/// before or behind (a test of the environment compares).
/// </summary>
internal static class HomeGrammar
{
    private static readonly string[] Before = ["could you", "can you", "would you", "hey home", "now", "ok", "so", "well"];
    private static readonly string[] Behind = ["thanks", "for me", "right now", "tonight", "today", "if you can", "for a while", "as well"];

    // The percentage is as many things to tell apart as the others together.
    private static readonly ImmutableArray<HomeIntentKind> Fine =
        [HomeIntentKind.Brighter, HomeIntentKind.BitBrighter, HomeIntentKind.Darker, HomeIntentKind.BitDarker, HomeIntentKind.LampSet, HomeIntentKind.LampSet, HomeIntentKind.LampSet];

    private static readonly ImmutableArray<ImmutableArray<string>> Sentences =
    [
        [
            "make the {room} ready for {np}", "i want to {vp} in the {room}", "set up the {room} for {np} please", "we are going to {vp} in the {room}", "make the {room} brighter for {np}",
            "i want to {vp}", "it is time for {np}", "i am going to {vp} now", "i am going to {vp} in the {room}", "we want to {vp} in the {room} now", "we want to {vp}", "time to {vp}",
            "time to {vp} in the {room}", "i would like to {vp}", "i would like to {vp} in the {room}", "prepare the {room} for {np}", "get the {room} ready for {np}", "please get the {room} ready for {np}",
            "please set the {room} up for {np}", "i need light for {np}", "i need light for {np} in the {room}", "we need more light in the {room} for {np}", "more light in the {room} for {np}",
            "give me more light for {np} in the {room}", "it is too dark in the {room} for {np}", "let us {vp}", "let us {vp} in the {room}", "light for {np} please", "light for {np} in the {room} please",
            "make everything ready for {np}", "get ready for {np} please", "set it up for {np} please", "get it ready for {np}", "we will {vp} now", "we will {vp} in the {room} now", "someone wants to {vp} in the {room}",
            "the {room} is for {np} now", "please prepare the {room} for {np}", "i am about to {vp}", "we are about to {vp} in the {room}", "we are going to {vp}",
        ],
        [
            "make the {room} brighter", "it is too dark in the {room}", "more light in the {room} please", "it is too dark in here", "more light please", "i need more light in the {room}", "i need more light",
            "we want more light in the {room}", "we want more light in here", "i want the {room} brighter", "i want it brighter in here", "i want it brighter in the {room}", "give me more light in the {room}", "give me more light here",
            "turn up the light in the {room}", "turn up the light here", "the {room} is too dark", "this room is too dark", "brighten the {room}", "make it brighter here", "make it brighter in the {room}", "i can not see in the {room}",
        ],
        [
            "make the {room} a bit brighter", "a little more light in the {room}", "we want a bit more light in the {room}", "i need a bit more light in the {room}", "i want a little more light in the {room}", "make it a bit brighter in the {room}",
            "make the {room} a little brighter", "turn up the light in the {room} a bit", "the {room} is a bit too dark", "slightly more light in the {room}", "i want the {room} a bit brighter", "a bit more light in the {room} please",
        ],
        [
            "make the {room} darker", "it is too bright in the {room}", "dim the {room}", "it is too bright in here", "dim the lights here", "less light in the {room}", "less light here please", "i need it darker in the {room}", "we want it darker in the {room}",
            "i want the {room} darker", "i want less light in the {room}", "i want it darker in here", "make it darker in the {room}", "make it darker in this room", "get it darker here", "turn down the light in the {room}", "turn down the lights here",
            "the {room} is too bright", "this room is too bright", "dim the lights in the {room}",
        ],
        [
            "dim the {room} a little", "make the {room} a bit darker", "make the {room} a little darker", "make it a bit darker in the {room}", "i want it a little darker in the {room}", "a little less light in the {room}", "a bit less light in the {room} please",
            "turn down the light in the {room} a little", "the {room} is a bit too bright", "dim the light in the {room} a bit", "i want the {room} a little darker",
        ],
        [
            "warm light in the {room} please", "make the light in the {room} warm", "i need warm light in the {room}", "we want warm light in the {room}", "i want the light in the {room} warm", "i would like warm light in the {room}", "turn the light in the {room} warm",
            "warm light for the {room}", "set the {room} to warm light", "make the {room} warm", "warmer light in the {room}",
        ],
        [
            "turn off the {light}", "switch the {light} off", "i need the {light} off", "we want the {light} off", "turn the {light} off", "switch off the {light}", "the {light} off please", "i do not need the {light}", "put the {light} out", "i want no light from the {light}",
            "the {light} should be off",
        ],
        [
            "turn on the {light}", "switch the {light} on", "i need the {light} on", "we want the {light} on", "turn the {light} on", "switch on the {light}", "the {light} on please", "i need the {light}", "light the {light}", "i want light from the {light}", "the {light} should be on",
        ],
        [
            "set the {light} to {pct} percent", "turn the {light} to {pct} percent", "i need the {light} on {pct} percent", "we want the {light} on {pct} percent", "i want the {light} at {pct} percent", "put the {light} on {pct} percent", "{pct} percent for the {light}",
            "dim the {light} to {pct} percent", "set the {light} at {pct} percent", "turn on the {light} to {pct} percent", "the {light} on {pct} percent please", "the {light} should be on {pct} percent",
        ],
        [
            "turn off everything", "all lights off please", "i am leaving", "good night", "switch off everything", "turn everything off now", "switch everything off please", "everything off", "all the lights off now", "we are leaving now", "turn off all the lights", "turn all lights off",
            "no light at all please", "lights off everywhere",
        ],
        [
            "turn off everything except the {room}", "all lights off but keep the {room}", "switch everything off but the {room}", "turn off everything but the {room}", "everything off but the {room}", "switch off all lights but the {room}", "switch off everything except the {room}",
            "keep the {room} and turn off everything", "only keep the light in the {room}", "all off but not the {room}",
        ],
        [
            "turn off the lights where nobody is", "switch off the light in empty rooms", "lights off in all empty rooms", "all lights off in the empty rooms", "turn off the empty rooms", "no light in empty rooms please", "switch off the lights where no one is", "turn everything off in empty rooms",
            "lights off where nobody is please", "empty rooms need no light",
        ],
    ];

    /// <summary>Every sentence with its places in braces.</summary>
    public static IEnumerable<string> All => Sentences.SelectMany(sentence => sentence);

    /// <summary>Every word that a sentence can have.</summary>
    public static IEnumerable<string> Words => All
        .Concat(Before).Concat(Behind)
        .Concat(HomeWords.RoomNames.SelectMany(names => names))
        .Concat(HomeWords.LampNames.SelectMany(names => names))
        .Concat(HomeWords.Activities.SelectMany(activity => activity.Nouns.Concat(activity.Verbs)))
        .Concat(["speaker", "request", "weather", "hour", "calls", "overcast"])
        .SelectMany(text => text.Split(' '))
        .Where(word => word.Length > 0 && word.All(char.IsAsciiLetterLower))
        .Distinct(StringComparer.Ordinal);

    /// <summary>Draws a sentence.</summary>
    /// <param name="random">Advanced; a share of 0 draws what it drew before there was one.</param>
    /// <param name="fineRequestShare"><see cref="CorpusOptions.FineRequestShare"/>.</param>
    public static (string Text, HomeIntent Intent) Next(ref CorpusRandom random, double fineRequestShare = 0)
    {
        // Activities are named in so many ways that they need half of the sentences.
        HomeIntentKind kind = fineRequestShare > 0 && random.Chance(fineRequestShare) ? random.Pick(Fine)
            : random.Chance(0.45) ? HomeIntentKind.Prepare
            : (HomeIntentKind)random.Below(HomeIntent.Kinds);
        string sentence = random.Pick(Sentences[(int)kind]);
        int room = random.Below(HomeWords.Rooms);
        int activity = random.Below(HomeWords.Activities.Length);
        int lamp = random.Below(HomeWords.Lamps);
        int level = random.Between(1, 4);
        var intent = new HomeIntent(
            kind,
            Has(sentence, "{room}") ? room : -1,
            kind == HomeIntentKind.Prepare ? activity : -1,
            Has(sentence, "{light}") ? lamp : -1,
            Has(sentence, "{pct}") ? level : 0);
        string text = sentence
            .Replace("{room}", random.Pick(HomeWords.RoomNames[room]), StringComparison.Ordinal)
            .Replace("{np}", Phrase(HomeWords.Activities[activity].Nouns, ref random), StringComparison.Ordinal)
            .Replace("{vp}", Phrase(HomeWords.Activities[activity].Verbs, ref random), StringComparison.Ordinal)
            .Replace("{light}", Phrase(HomeWords.LampNames[lamp], ref random), StringComparison.Ordinal)
            .Replace("{pct}", (25 * level).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        text = random.Chance(0.1) ? $"{random.Pick(Before)} {text}" : text;
        return (random.Chance(0.1) ? $"{text} {random.Pick(Behind)}" : text, intent);
    }

    // The first phrase is the usual one.
    private static string Phrase(ImmutableArray<string> phrases, ref CorpusRandom random) => random.Chance(0.6) ? phrases[0] : random.Pick(phrases);

    private static bool Has(string sentence, string place) => sentence.Contains(place, StringComparison.Ordinal);
}
