using System.Collections.Immutable;

namespace BitRL.Model.Pretraining.Corpus;

/// <summary>A generated observation type. Fields are in printing order: per episode, then per step.</summary>
internal sealed record CorpusSchema(string Title, ImmutableArray<CorpusField> Fields);
