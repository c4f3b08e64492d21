using System.Collections.Immutable;

namespace BitRL.Model.Pretraining.Corpus.Homes;

/// <summary>Something people do at home, with ways to say it.</summary>
/// <param name="Nouns">After "for": "reading".</param>
/// <param name="Verbs">After "to": "read a book".</param>
/// <param name="UsualRoom">Where one does it, or −1 for anywhere.</param>
internal sealed record HomeActivity(ImmutableArray<string> Nouns, ImmutableArray<string> Verbs, int UsualRoom);
