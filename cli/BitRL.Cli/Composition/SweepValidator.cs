using System.Collections.Immutable;
using BitRL.Agent.Configuration;
using BitRL.Experiments.Sweeps;
using BitRL.Plugins;

namespace BitRL.Cli.Composition;

/// <summary>Checks every cell of a sweep as its run would be checked, before anything is run, and gathers what is wrong.</summary>
internal sealed class SweepValidator(InstalledPlugins plugins)
{
    private readonly ConfigurationResolver _resolver = new(plugins);
    private readonly List<string> _problems = [];
    private readonly Dictionary<(string Environment, string Label), RunConfiguration?> _resolved = [];

    /// <summary>The cells with what their configurations say.</summary>
    /// <exception cref="ConfigurationException">All problems, each with its place in the file.</exception>
    public ImmutableArray<SweepCell> Check(SweepFile file, IEnumerable<SweepCell> cells)
    {
        var checkedCells = cells.Select(cell => Check(file, cell)).ToImmutableArray();
        return _problems.Count == 0 ? checkedCells : throw new ConfigurationException([.. _problems.Distinct()]);
    }

    private SweepCell Check(SweepFile file, SweepCell cell)
    {
        // Cells that differ by their seed alone are the same configuration.
        var kind = (cell.Environment, cell.Label);
        if (!_resolved.TryGetValue(kind, out var configuration))
        {
            configuration = _resolved[kind] = Resolve(file, cell);
        }

        return configuration is null ? cell : cell with
        {
            Steps = configuration.Steps,
            Threads = cell.Settings.Any(setting => setting.Key == "threads") ? configuration.Threads : null,
        };
    }

    private RunConfiguration? Resolve(SweepFile file, SweepCell cell)
    {
        string place = file.Environments.First(environment => environment.Name == cell.Environment).Origin;
        bool isKnown = Try(place, () => plugins.Host.Environment(cell.Environment));
        foreach (var setting in cell.Settings)
        {
            isKnown &= setting.Key switch
            {
                "backend" or "critic.backend" => Try(setting.Origin, () => plugins.ResolveBackend(setting.Value)),
                "model" or "critic.model" => Try(setting.Origin, () => ModelNames.IsRandom(setting.Value, out _, out _) || ModelNames.Find(setting.Value).Length > 0),
                _ => true,
            };
        }

        if (!isKnown)
        {
            return null;
        }

        try
        {
            return _resolver.Resolve(new RunRequest([], [], [])
            {
                Located = [("env", cell.Environment, place), .. cell.Settings.Select(setting => (setting.Key, setting.Value, setting.Origin))],
            });
        }
        catch (CommandException failure) when (failure.InnerException is ConfigurationException all)
        {
            // What the builder says of a value has its place; what it says of the whole has none.
            _problems.AddRange(all.Problems.Select(problem => problem.Contains(", line ", StringComparison.Ordinal) ? problem : $"{place}, {cell.Label}: {problem}"));
        }
        catch (CommandException failure)
        {
            _problems.Add($"{place}, {cell.Label}: {failure.Message}");
        }

        return null;
    }

    private bool Try<T>(string place, Func<T> find)
    {
        try
        {
            find();
            return true;
        }
        catch (Exception failure) when (failure is CommandException or UnknownNameException)
        {
            _problems.Add($"{place}: {failure.Message}");
            return false;
        }
    }
}
