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
            var rows = catalog.Backends.Select(backend => new Row(backend.Name, backend.Description, backend.Probe()))
                .Concat(context.Plugins.AbsentBackends().Select(backend => new Row(backend.Name, backend.Description, BackendProbe.Unavailable(backend.Reason))))
                .OrderByDescending(row => row.Probe.Score).ToList();
            if (isJson)
            {
                WriteJson(context.Terminal, rows, catalog.Encoders);
            }
            else
            {
                WriteTable(context.Terminal, rows, catalog.Encoders);
            }
        });
        return command;
    }

    private static void WriteTable(Terminal terminal, List<Row> backends, IReadOnlyList<IEncoderProvider> encoders)
    {
        var table = new Listing("backend", "available", "score#", "detail", "description");
        foreach (var (name, description, probe) in backends)
        {
            table.Row(name, probe.IsAvailable ? "yes" : "no", $"{probe.Score}", probe.Detail, description);
        }

        foreach (var encoder in encoders)
        {
            table.Row(encoder.Name, "yes", "–", "encoder", encoder.Description);
        }

        table.Row("mlp", "yes", "–", "built in", "Raw observations instead of text: the baseline without a language model.");
        table.WriteTo(terminal.Results);
    }

    private static void WriteJson(Terminal terminal, List<Row> backends, IReadOnlyList<IEncoderProvider> encoders) => terminal.WriteJson(new JsonObject
    {
        ["backends"] = JsonOutput.Array(backends, row => new JsonObject
        {
            ["name"] = row.Name,
            ["available"] = row.Probe.IsAvailable,
            ["score"] = row.Probe.Score,
            ["detail"] = row.Probe.Detail,
            ["description"] = row.Description,
        }),
        ["encoders"] = JsonOutput.Array(encoders, encoder => new JsonObject { ["name"] = encoder.Name, ["description"] = encoder.Description }),
    });

    private sealed record Row(string Name, string Description, BackendProbe Probe);
}
