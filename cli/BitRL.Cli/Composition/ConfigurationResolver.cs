using BitRL.Agent.Configuration;
using BitRL.Agent.Folders;
using BitRL.Cli.Commands;
using BitRL.Contracts.Environments;

namespace BitRL.Cli.Composition;

/// <summary>Makes one configuration of tuned settings, files, options and <c>--set</c>, in that order of strength, and checks it against the plugins that it names.</summary>
internal sealed class ConfigurationResolver(InstalledPlugins plugins)
{
    /// <summary>Tuned settings lie in <c>Configurations/ID.yaml</c>, and for one backend over them in <c>Configurations/ID.BACKEND.yaml</c>.</summary>
    private static string TuningFolder => Path.Combine(AppContext.BaseDirectory, "Configurations");

    /// <summary>The configuration of a new run.</summary>
    /// <exception cref="CommandException">A name, key or value is unknown or out of range, or a file cannot be used.</exception>
    public RunConfiguration Resolve(RunRequest request) => Resolve(request, runFolder: null);

    /// <summary>The configuration of a run that is continued: what its folder says, and over it what the user says now.</summary>
    /// <exception cref="CommandException">A name, key or value is unknown or out of range, or a file cannot be used.</exception>
    /// <exception cref="RunFolderException">The folder holds no run.</exception>
    public RunConfiguration ResolveResumed(RunRequest request, string runFolder)
    {
        if (!RunFolder.HoldsRun(runFolder))
        {
            throw new RunFolderException($"'{runFolder}' holds no run to resume; check --out, or leave out --resume");
        }

        return Resolve(request, runFolder);
    }

    private RunConfiguration Resolve(RunRequest request, string? runFolder)
    {
        var builder = new ConfigurationBuilder();
        List<string> files = [.. request.ConfigurationFiles];
        if (runFolder is not null)
        {
            files.Insert(0, RunFolder.ConfigurationPathOf(runFolder));
        }

        try
        {
            foreach (string file in files)
            {
                AddFile(builder, file);
            }

            foreach (var (key, value, origin) in request.Located)
            {
                builder.Set(key, value, origin);
            }

            foreach (var (key, value) in request.Values)
            {
                builder.Set(key, value, RunOptions.OptionName(key));
            }

            foreach (string assignment in request.Assignments)
            {
                builder.Set(assignment);
            }

            var environment = FindParts(builder);
            if (runFolder is null && request.WantsTuning)
            {
                AddTuning(builder, environment.Id);
            }

            var configuration = builder.Build();
            CheckStyle(configuration, environment);
            return configuration;
        }
        catch (ConfigurationException failure)
        {
            bool isFile = files.Exists(file => failure.Message.Contains(file, StringComparison.Ordinal));
            throw new CommandException(isFile ? ExitCode.BadInput : ExitCode.Usage, failure.Message, failure);
        }
    }

    private static void AddFile(ConfigurationBuilder builder, string file)
    {
        if (!File.Exists(file))
        {
            throw new CommandException(ExitCode.InputOutput, $"the configuration '{file}' {(Directory.Exists(file) ? "is a folder" : "does not exist")}; give a YAML file");
        }

        builder.AddFile(file);
    }

    /// <summary>Looks up what is named, puts names into their canonical form, and tells the builder which settings there are.</summary>
    private EnvironmentDescriptor FindParts(ConfigurationBuilder builder)
    {
        var defaults = new RunConfiguration();
        var environment = plugins.Host.Environment(builder.Value("env") ?? defaults.Environment);
        builder.Set("env", environment.Descriptor.Id);
        builder.Declare("env", environment.Settings);
        var (backend, settings) = plugins.ResolveBackend(builder.Value("backend") ?? defaults.Encoder.Backend);
        builder.Set("backend", backend);
        builder.Declare("backend", settings);
        if (builder.Value("critic.backend") is { } critic)
        {
            builder.Set("critic.backend", plugins.ResolveBackend(critic).Name);
        }

        builder.Declare("trainer", plugins.Host.Trainer(builder.Value("trainer") ?? defaults.Trainer).Settings);
        return environment.Descriptor;
    }

    private static void AddTuning(ConfigurationBuilder builder, string environment)
    {
        // A later file goes underneath the earlier ones: the special one first.
        foreach (string name in (string[])[$"{environment}.{builder.Value("backend")}.yaml", $"{environment}.yaml"])
        {
            string path = Path.Combine(TuningFolder, name);
            if (File.Exists(path))
            {
                builder.AddDefaultsFile(path);
            }
        }
    }

    private static void CheckStyle(RunConfiguration configuration, EnvironmentDescriptor environment)
    {
        foreach (var encoder in (EncoderConfiguration?[])[configuration.Encoder, configuration.CriticEncoder])
        {
            if (encoder is { IsRaw: false } && !environment.Schema.Emits(encoder.Style))
            {
                throw new CommandException(
                    ExitCode.Usage,
                    $"{environment.Id} is not written in the style '{encoder.Style.ToString().ToLowerInvariant()}'; it has {environment.Schema.Styles.ToString().ToLowerInvariant()}");
            }
        }
    }
}
