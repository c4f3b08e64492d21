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
}
