using System.CommandLine;
using System.Text.Json.Nodes;
using BitRL.Cli.Rendering;
using BitRL.Plugins;

namespace BitRL.Cli.Commands;

/// <summary><c>bitrl plugin list</c>: every plugin found, its state and the reason for it.</summary>
internal static class PluginCommand
{
    public static Command Create(CommandContext context)
    {
        var json = JsonOption.Create();
        var list = new Command("list", "List every plugin found, its state, and why it is in it.") { json };
        list.SetAction(parsed =>
        {
            bool isJson = json.Apply(parsed, context);
            context.Plugins.Host.Load();
            Write(context.Terminal, context.Plugins.Host.Plugins, isJson);
        });
        return new Command("plugin", "Plugins: environments and backends, ours and yours.") { list };
    }

    private static void Write(Terminal terminal, IReadOnlyList<PluginReport> plugins, bool json)
    {
        if (json)
        {
            terminal.WriteJson(new JsonObject { ["plugins"] = JsonOutput.Array(plugins, Describe) });
            return;
        }

        var table = new Listing("plugin", "state", "offers", "reason", "folder");
        foreach (var plugin in plugins)
        {
            table.Row(plugin.Name, plugin.Status.ToString(), string.Join(", ", plugin.Offers), plugin.Reason, plugin.Folder);
        }

        table.WriteTo(terminal.Results);
    }

    private static JsonObject Describe(PluginReport plugin) => new()
    {
        ["name"] = plugin.Name,
        ["state"] = plugin.Status.ToString(),
        ["offers"] = JsonOutput.Array(plugin.Offers, offer => JsonValue.Create(offer)),
        ["reason"] = plugin.Reason,
        ["folder"] = plugin.Folder,
    };
}
