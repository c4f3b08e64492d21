namespace BitRL.Model.Pretraining.Corpus;

/// <summary>What a field says: a number, or words ("yes", "very_warm", "bring the red cup").</summary>
internal readonly record struct CorpusValue(double Number, string Words);
