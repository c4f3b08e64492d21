using System.Collections.Immutable;
using BitRL.Contracts.Environments;

namespace BitRL.Cli.Composition;

/// <summary>An environment that a command found by its name, with the settings that the user gave: makes copies of it.</summary>
internal sealed class EnvironmentSource
{
    private readonly ImmutableDictionary<string, string> _settings;

    /// <param name="provider">The environment.</param>
    /// <param name="assignments">Values of <c>--set</c>: "env.NAME=value", also without the prefix.</param>
    /// <exception cref="CommandException">A setting that the environment does not have.</exception>
    public EnvironmentSource(IEnvironmentProvider provider, IEnumerable<string> assignments)
    {
        Provider = provider;
        _settings = SettingAssignments.Parse("env.", provider.Descriptor.Id, provider.Settings, assignments);
    }

    /// <summary>Who makes it.</summary>
    public IEnvironmentProvider Provider { get; }

    /// <summary>Name with version.</summary>
    public string Id => Provider.Descriptor.Id;

    /// <summary>Makes copies, which the caller disposes.</summary>
    /// <exception cref="CommandException">The environment refuses a setting.</exception>
    public IVectorEnvironment Create(int count)
    {
        try
        {
            return Provider.Create(new EnvironmentOptions { Count = count, Settings = _settings });
        }
        catch (ArgumentException refused)
        {
            throw new CommandException(ExitCode.Usage, $"environment {Id}: {refused.Message}", refused);
        }
    }
}
