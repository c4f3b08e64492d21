namespace BitRL.Model.Pretraining.Corpus;

/// <summary>
/// Which readout says which field. Numbers of the step line are counted apart from its words, because the field ordinal of their tokens counts
/// numbers; fields of the episode line, which are known through attention only, come last.
/// </summary>
internal static class FieldSlots
{
    /// <summary>Slots of numbers in the step line.</summary>
    public const int Numbers = 20;

    /// <summary>Slots of booleans, enums and free text in the step line.</summary>
    public const int Words = 8;

    /// <summary>Slots of fields of the episode line.</summary>
    public const int Episode = 4;

    public const int FirstWord = Numbers;

    public const int FirstEpisode = Numbers + Words;

    public const int Count = Numbers + Words + Episode;

    /// <summary>First slot of facts that are no field: what a sentence means, what it is about. Only texts of homes have them.</summary>
    public const int FirstFact = Count;

    /// <summary>Slots of a backbone that is trained on texts with facts.</summary>
    public const int CountWithFacts = Homes.HomeFacts.End;

    /// <summary>Slots of the backbone that some options train.</summary>
    public static int CountFor(CorpusOptions options) => options.HomeShare > 0 ? CountWithFacts : Count;
}
