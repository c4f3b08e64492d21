using BitRL.Cli.Composition;
using BitRL.Contracts.Environments;

namespace BitRL.Cli.Checks;

/// <summary>The environment under test, and where checks report.</summary>
internal sealed class CheckSubject(EnvironmentSource source, ulong seed, CancellationToken cancellation)
{
    /// <summary>A broken environment says the same of every step: so many problems a check are enough.</summary>
    private const int MostProblemsACheck = 5;

    private readonly List<CheckProblem> _problems = [];

    /// <summary>The check that runs.</summary>
    public string Check { get; set; } = "";

    /// <summary>What was found so far.</summary>
    public IReadOnlyList<CheckProblem> Problems => _problems;

    /// <summary>The provider.</summary>
    public IEnvironmentProvider Provider => source.Provider;

    /// <summary>Stops long checks.</summary>
    public CancellationToken Cancellation => cancellation;

    /// <summary>Seed of the k-th episode of a check.</summary>
    public ulong Seed(int episode) => seed + (ulong)episode;

    /// <summary>Makes copies.</summary>
    public IVectorEnvironment Create(int count) => source.Create(count);

    /// <summary>Random actions, the same for the same number.</summary>
    public ActionSampler Actions(int number) => new(unchecked((int)seed + (7919 * number)));

    /// <summary>Reports a problem of the check that runs.</summary>
    public void Report(string message)
    {
        var problem = new CheckProblem(Check, message);
        if (!_problems.Contains(problem) && _problems.Count(known => known.Check == Check) < MostProblemsACheck)
        {
            _problems.Add(problem);
        }
    }

    /// <summary>Reports a problem unless something holds.</summary>
    /// <returns>Whether it holds.</returns>
    public bool Require(bool holds, string message)
    {
        if (!holds)
        {
            Report(message);
        }

        return holds;
    }
}
