namespace BitRL.Contracts.Plugins;

/// <summary>One setting that a provider understands, given as <c>--set backend.NAME=value</c> or <c>--set env.NAME=value</c>. The host refuses names that no provider declares.</summary>
/// <param name="Name">Lower case, words joined by hyphens; unique within its provider.</param>
/// <param name="DefaultValue">What holds when the user says nothing, in the form in which the user would say it.</param>
/// <param name="Description">One sentence for help texts: meaning, unit and range.</param>
public sealed record SettingDescriptor(string Name, string DefaultValue, string Description);
