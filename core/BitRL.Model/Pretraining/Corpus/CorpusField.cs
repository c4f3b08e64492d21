using System.Collections.Immutable;
using BitRL.Contracts.Observations;

namespace BitRL.Model.Pretraining.Corpus;

/// <summary>One field of a generated text.</summary>
/// <param name="Descriptor">How it prints, as the source generator would describe it. Free text is described as an enumeration.</param>
/// <param name="Members">What an enumeration may say, in snake case; empty for other kinds and for free text.</param>
/// <param name="IsFreeText">Whether the value is a short request in words, which no schema of the generator can print yet.</param>
internal sealed record CorpusField(FieldDescriptor Descriptor, ImmutableArray<string> Members, bool IsFreeText)
{
    public bool IsNumber => Descriptor.Kind is FieldKind.Real or FieldKind.Integer;

    public bool IsEpisode => Descriptor.Changes == Per.Episode;
}
