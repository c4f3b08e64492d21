using System.CommandLine;
using System.Text.Json.Nodes;
using BitRL.Cli.Rendering;
using BitRL.Contracts.Backends;
using BitRL.Contracts.Encoders;
using BitRL.Plugins;

namespace BitRL.Cli.Commands;

/// <summary><c>bitrl backends</c>: what can run a backbone here, or why it cannot.</summary>
internal static class BackendsCommand
{
    public static Command Create(CommandContext context)
    {
        var json = JsonOption.Create();
        var command = new Command("backends", "List the backends: which can run here, how, or why not.") { json, BackendsVerifyCommand.Create(context) };
        command.SetAction(parsed =>
        {
            bool isJson = json.Apply(parsed, context);
            var catalog = context.Plugins.Host.Load(PluginAbilities.Backends | PluginAbilities.Encoders);
            var probed = catalog.Backends.Select(backend => (Backend: backend, Probe: backend.Probe())).OrderByDescending(pair => pair.Probe.Score).ToList();
            if (isJson)
            {
                WriteJson(context.Terminal, probed, catalog.Encoders);
            }
            else
            {
                WriteTable(context.Terminal, probed, catalog.Encoders);
            }
        });
        return command;
    }

    private static void WriteTable(Terminal terminal, List<(IBackendProvider Backend, BackendProbe Probe)> backends, IReadOnlyList<IEncoderProvider> encoders)
    {
        var table = Tables.Make("backend", "available", "score#", "detail", "description");
        foreach (var (backend, probe) in backends)
        {
            table.Row(backend.Name, probe.IsAvailable ? "yes" : "no", $"{probe.Score}", probe.Detail, backend.Description);
        }

        foreach (var encoder in encoders)
        {
            table.Row(encoder.Name, "yes", "–", "encoder", encoder.Description);
        }

        table.Row("mlp", "yes", "–", "built in", "Raw observations instead of text: the baseline without a language model.");
        terminal.Results.Write(table);
    }

    private static void WriteJson(Terminal terminal, List<(IBackendProvider Backend, BackendProbe Probe)> backends, IReadOnlyList<IEncoderProvider> encoders) => terminal.WriteJson(new JsonObject
    {
        ["backends"] = JsonOutput.Array(backends, pair => new JsonObject
        {
            ["name"] = pair.Backend.Name,
            ["available"] = pair.Probe.IsAvailable,
            ["score"] = pair.Probe.Score,
            ["detail"] = pair.Probe.Detail,
            ["description"] = pair.Backend.Description,
        }),
        ["encoders"] = JsonOutput.Array(encoders, encoder => new JsonObject { ["name"] = encoder.Name, ["description"] = encoder.Description }),
    });
}
