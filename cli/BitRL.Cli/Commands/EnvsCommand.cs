using System.CommandLine;
using System.Text.Json.Nodes;
using BitRL.Cli.Rendering;
using BitRL.Contracts.Environments;
using BitRL.Contracts.Observations;
using BitRL.Contracts.Plugins;
using BitRL.Plugins;
using Spectre.Console;

namespace BitRL.Cli.Commands;

/// <summary><c>bitrl envs</c> lists the environments; <c>bitrl envs ID</c> shows one: its fields, its texts, its settings.</summary>
internal static class EnvsCommand
{
    public static Command Create(CommandContext context)
    {
        var id = new Argument<string?>("id") { Description = "Show this environment: fields, settings, and what its first state reads like.", Arity = ArgumentArity.ZeroOrOne };
        id.CompletionSources.Add(_ => context.Plugins.EnvironmentIds());
        var seed = new Option<ulong>("--seed") { Description = "Seed of the state that is shown.", HelpName = "N" };
        var json = JsonOption.Create();
        var command = new Command("envs", "List the environments, or show one.") { id, seed, json };
        command.SetAction(parsed =>
        {
            bool isJson = json.Apply(parsed, context);
            if (parsed.GetValue(id) is { } name)
            {
                Show(context.Terminal, context.Plugins.Host.Environment(name), parsed.GetValue(seed), isJson);
            }
            else
            {
                List(context.Terminal, context.Plugins.Host.Load(PluginAbilities.Environments).Environments, isJson);
            }
        });
        return command;
    }

    private static void List(Terminal terminal, IReadOnlyList<IEnvironmentProvider> environments, bool json)
    {
        var descriptors = environments.Select(provider => provider.Descriptor).OrderBy(descriptor => descriptor.Id, StringComparer.OrdinalIgnoreCase);
        if (json)
        {
            terminal.WriteJson(new JsonObject { ["envs"] = JsonOutput.Array(descriptors, Describe) });
            return;
        }

        var table = new Listing("env", "observation#", "actions", "steps#", "solved at#", "description");
        foreach (var e in descriptors)
        {
            table.Row(e.Id, Numbers.Count(e.ObservationSize), e.Actions.ToString(), Numbers.Count(e.MaxEpisodeSteps), Threshold(e), e.Description);
        }

        table.WriteTo(terminal.Results);
    }

    private static void Show(Terminal terminal, IEnvironmentProvider provider, ulong seed, bool json)
    {
        var descriptor = provider.Descriptor;
        var texts = Texts(provider, seed);
        if (json)
        {
            var value = Describe(descriptor);
            value["fields"] = JsonOutput.Array(descriptor.Schema.Fields, Describe);
            value["settings"] = JsonOutput.Array(provider.Settings, Describe);
            value["texts"] = new JsonObject(texts.Select(text => KeyValuePair.Create(text.Style, (JsonNode?)text.Text)));
            terminal.WriteJson(value);
            return;
        }

        terminal.Results.Write(Tables.Facts(
            ("env", descriptor.Id),
            ("description", descriptor.Description),
            ("actions", descriptor.Actions.ToString()),
            ("steps", Numbers.Count(descriptor.MaxEpisodeSteps)),
            ("solved at", Threshold(descriptor)),
            ("schema", $"{descriptor.Schema.Title} ({descriptor.Schema.ContentHash})")));
        terminal.Results.WriteLine();
        WriteFields(terminal, descriptor.Schema);
        WriteSettings(terminal, provider.Settings);
        foreach (var (style, text) in texts)
        {
            terminal.Results.WriteLine();
            terminal.Results.WriteLine($"{style}:");
            terminal.Output.Write(text); // as it is: no wrapping, no markup
        }
    }

    private static void WriteFields(Terminal terminal, ObservationSchema schema)
    {
        var table = new Listing("field", "kind", "from#", "to#", "digits#", "unit", "changes per", "meaning");
        foreach (var field in schema.Fields)
        {
            table.Row(
                field.Name,
                field.Kind.ToString(),
                $"{field.Minimum}",
                $"{field.Maximum}",
                $"{field.Precision}",
                field.Unit,
                field.Changes.ToString(),
                field.Description);
        }

        table.WriteTo(terminal.Results);
    }

    private static void WriteSettings(Terminal terminal, IReadOnlyList<SettingDescriptor> settings)
    {
        if (settings.Count == 0)
        {
            return;
        }

        terminal.Results.WriteLine();
        var table = new Listing("setting", "default", "meaning");
        foreach (var setting in settings)
        {
            table.Row("env." + setting.Name, setting.DefaultValue, setting.Description);
        }

        table.WriteTo(terminal.Results);
    }

    private static List<(string Style, string Text)> Texts(IEnvironmentProvider provider, ulong seed)
    {
        using var environment = provider.Create(new EnvironmentOptions());
        environment.Reset([0], [seed]);
        var schema = provider.Descriptor.Schema;
        return [.. Enum.GetValues<TextStyle>().Where(schema.Emits).Select(style => (style.ToString().ToLowerInvariant(), StateText.Read(environment, 0, style)))];
    }

    private static string Threshold(EnvironmentDescriptor descriptor) => descriptor.RewardThreshold is { } value ? $"{value}" : "–";

    private static JsonObject Describe(EnvironmentDescriptor descriptor) => new()
    {
        ["env"] = descriptor.Id,
        ["description"] = descriptor.Description,
        ["observation_size"] = descriptor.ObservationSize,
        ["actions"] = descriptor.Actions.ToString(),
        ["max_episode_steps"] = descriptor.MaxEpisodeSteps,
        ["reward_threshold"] = descriptor.RewardThreshold,
        ["schema_hash"] = descriptor.Schema.ContentHash,
    };

    private static JsonObject Describe(FieldDescriptor field)
    {
        var value = new JsonObject
        {
            ["name"] = field.Name,
            ["kind"] = field.Kind.ToString(),
            ["minimum"] = JsonOutput.Number(field.Minimum),
            ["maximum"] = JsonOutput.Number(field.Maximum),
            ["precision"] = field.Precision,
            ["unit"] = field.Unit,
            ["changes_per"] = field.Changes.ToString(),
            ["description"] = field.Description,
        };
        if (field.Item is { } item)
        {
            value["item"] = Describe(item);
        }

        if (field.Fields is { IsEmpty: false } fields)
        {
            value["fields"] = JsonOutput.Array(fields, Describe);
        }

        return value;
    }

    private static JsonObject Describe(SettingDescriptor setting) => new()
    {
        ["name"] = setting.Name,
        ["default"] = setting.DefaultValue,
        ["description"] = setting.Description,
    };
}
