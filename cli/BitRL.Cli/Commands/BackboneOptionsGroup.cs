using System.CommandLine;
using System.Globalization;
using BitRL.Agent.Configuration;
using BitRL.Cli.Composition;
using BitRL.Contracts.Backends;
using BitRL.Plugins;

namespace BitRL.Cli.Commands;

/// <summary>Options of the commands that open a backbone without an environment.</summary>
internal sealed class BackboneOptionsGroup
{
    private readonly CommandContext _context;
    private readonly Option<string> _model = new("--model") { Description = "GGUF file, or embedded, embedded-fp, random[:seed]; language, language-fp, random-language[:seed].", HelpName = "FILE|NAME", DefaultValueFactory = _ => ModelNames.Embedded };
    private readonly Option<string> _backend = new("--backend") { Description = "Backend that runs the model, or auto.", HelpName = "NAME", DefaultValueFactory = _ => new RunConfiguration().Encoder.Backend };
    private readonly Option<string> _layer = new("--layer") { Description = "Block after which the hidden state is read, from 1, or last.", HelpName = "N", DefaultValueFactory = _ => "last" };
    private readonly Option<int> _threads = new("--threads") { Description = "Worker threads.", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };
    private readonly Option<string[]> _set = new("--set") { Description = "A setting of the backend. May be repeated.", HelpName = "backend.NAME=value" };

    private readonly Option<string?> _weights = WeightsOption.Create();

    public BackboneOptionsGroup(CommandContext context)
    {
        _context = context;
        _model.CompletionSources.Add(_ => ModelNames.All);
        _backend.CompletionSources.Add(_ => context.Plugins.Host.Load(PluginAbilities.Backends).Backends.Select(backend => backend.Name));
    }

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_model, _backend, _layer, _threads, _weights, _set])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Threads that were asked for.</summary>
    /// <exception cref="CommandException">Fewer than one.</exception>
    public int Threads(ParseResult parsed)
    {
        int threads = parsed.GetValue(_threads);
        return threads >= 1 ? threads : throw new CommandException(ExitCode.Usage, $"--threads is {threads}; give at least 1");
    }

    /// <summary>Model that was asked for.</summary>
    public string Model(ParseResult parsed) => parsed.GetRequiredValue(_model);

    /// <summary>Opens what was asked for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="wrap">What to put between the device and the backbone, or null.</param>
    public OpenedBackbone Open(ParseResult parsed, Func<IComputeDevice, IComputeDevice>? wrap = null)
    {
        string name = _context.Plugins.ResolveBackend(parsed.GetRequiredValue(_backend)).Name;
        var backend = _context.Plugins.Backend(name);
        var options = new DeviceOptions { Threads = Threads(parsed), Settings = BackendSettings.Parse(backend, [.. WeightsOption.Assignments(parsed.GetValue(_weights)), .. parsed.GetValue(_set) ?? []]) };
        return OpenedBackbone.Open(backend, options, Model(parsed), Layer(parsed.GetRequiredValue(_layer)), wrap);
    }

    private static int? Layer(string text) => text == "last"
        ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int layer) && layer >= 1
            ? layer
            : throw new CommandException(ExitCode.Usage, $"--layer is '{text}'; give 1 or more, or last");
}
