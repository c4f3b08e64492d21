namespace BitRL.Contracts.Environments;

/// <summary>
/// Optional ability of an <see cref="IVectorEnvironment"/>: to say that something went wrong which it could mend, such as a simulation that broke down
/// and whose episode it cut off. What it cannot mend it throws.
/// </summary>
public interface IEnvironmentWarnings
{
    /// <summary>Takes the oldest warning that nobody took yet; called after each step, so it must cost nothing where there is none.</summary>
    /// <returns>One sentence for the user: what happened, where, what to do. Null where there is none.</returns>
    string? TakeWarning();
}
