namespace BitRL.Agent.Configuration;

/// <summary>One value that a user gave.</summary>
/// <param name="Key">The key, words joined by hyphens (underscores were turned into hyphens).</param>
/// <param name="Value">The text of the value.</param>
/// <param name="Origin">Where it was given: "cartpole.yaml, line 3" or "--set".</param>
internal readonly record struct ConfigurationEntry(string Key, string Value, string Origin);
