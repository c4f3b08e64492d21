using BitRL.Envs.SmartHome.Goals;

namespace BitRL.Envs.SmartHome.Requests;

/// <summary>What a resident says and what it means.</summary>
/// <param name="Goal">What it means.</param>
/// <param name="Family">What it is about.</param>
/// <param name="Kind">What it wants.</param>
/// <param name="Sentence">How it is said.</param>
/// <param name="Words">What is in the sentence's places.</param>
internal readonly record struct Request(Goal Goal, RequestFamily Family, RequestKind Kind, SentenceTemplate Sentence, RequestWords Words)
{
    /// <summary>No sentence is longer, in bytes (a test says so).</summary>
    public const int MaxUtteranceBytes = 96;
}
