namespace BitRL.Generators.Emission;

/// <summary>What stands around and between the items of a list.</summary>
/// <param name="Open">Before the first item.</param>
/// <param name="Separator">Between two items.</param>
/// <param name="Close">After the last item.</param>
/// <param name="Empty">Instead of all that, where there is no item.</param>
internal sealed record ListFrame(string Open, string Separator, string Close, string Empty);
