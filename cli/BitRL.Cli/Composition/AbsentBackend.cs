namespace BitRL.Cli.Composition;

/// <summary>A backend whose plugin is not built.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">One line.</param>
/// <param name="Reason">Why it is not there and what to do.</param>
internal sealed record AbsentBackend(string Name, string Description, string Reason);
