using System.Collections.Immutable;

namespace BitRL.Contracts.Environments;

/// <summary>Optional ability of an <see cref="IVectorEnvironment"/>: what its actions are called, for people.</summary>
public interface IActionNames
{
    /// <summary>One name a choice of a discrete space, or one a dimension of a box: lower case, words joined by underscores, unique, such as <c>push_left</c>. The same for all copies and steps.</summary>
    ImmutableArray<string> ActionNames { get; }
}
