namespace BitRL.Experiments.Sweeps;

/// <summary>One key of a run's configuration with a value.</summary>
/// <param name="Key">As in a configuration file, words joined by hyphens.</param>
/// <param name="Value">Its text.</param>
/// <param name="Origin">Where it was given: "precision.yaml, line 7".</param>
public readonly record struct SweepSetting(string Key, string Value, string Origin);
