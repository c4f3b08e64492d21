namespace BitRL.Agent.Configuration;

/// <summary>One key of a configuration: how to read its text and how to write it.</summary>
/// <param name="Name">Words joined by hyphens; a section before a point.</param>
/// <param name="Description">One sentence: meaning, unit and range.</param>
/// <param name="Get">The value as the user would write it, or null where the configuration says nothing.</param>
/// <param name="Set">Takes the user's text; throws <see cref="FormatException"/> that says what is expected.</param>
internal sealed record ConfigurationKey(
    string Name,
    string Description,
    Func<RunConfiguration, string?> Get,
    Func<RunConfiguration, string, RunConfiguration> Set);
