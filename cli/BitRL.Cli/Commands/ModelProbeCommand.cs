using System.CommandLine;
using System.Text.Json.Nodes;
using BitRL.Cli.Rendering;
using BitRL.Contracts.Backends;
using BitRL.Model.Pretraining.Probing;
using Spectre.Console;

namespace BitRL.Cli.Commands;

/// <summary><c>bitrl model probe</c>: how much of the numbers in held-out texts a linear map finds in the features.</summary>
internal static class ModelProbeCommand
{
    public static Command Create(CommandContext context)
    {
        var data = new Argument<string[]>("data") { Description = "Recorded observations: gzipped lines {\"episode\":0,\"text\":\"…\",\"values\":[…]}.", Arity = ArgumentArity.OneOrMore };
        var pooling = ChoiceOption.Create<Pooling>("--pooling", "HOW", "How hidden states become one vector: mean, last or both. [default: both]");
        var backbone = new BackboneOptionsGroup(context);
        var json = JsonOption.Create();
        var command = new Command("probe", "R² of a linear readout of each number, on episodes that it was not fitted on.") { data, pooling, json };
        backbone.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            json.Apply(parsed, context);
            var sets = parsed.GetRequiredValue(data).Select(Load).ToList();
            using var opened = backbone.Open(parsed);
            var table = Tables.Make("data", "texts#", "fields#", "R² mean#", "R² worst#");
            foreach (var set in sets)
            {
                var result = await BackboneProbe.RunAsync(opened.Backbone, set, (parsed.GetValue(pooling) ?? Pooling.Both), cancellation);
                if (context.Terminal.IsMachineReadable)
                {
                    context.Terminal.WriteJson(Describe(opened.Backbone.Configuration.Name, set, result));
                }

                table.Row(set.Name, Numbers.Count(set.Samples.Length), $"{result.Fields.Length}", Numbers.Fixed(result.Mean, 4), Numbers.Fixed(result.Worst, 4));
            }

            if (!context.Terminal.IsMachineReadable)
            {
                context.Terminal.Results.WriteLine($"{opened.Backbone.Configuration.Name} on {opened.Description}");
                context.Terminal.Results.Write(table);
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static ProbeSet Load(string path) => File.Exists(path)
        ? ProbeSet.Load(path)
        : throw new CommandException(ExitCode.InputOutput, $"there is no file '{path}'; ours lie in tests/BitRL.Model.Tests/Probes");

    private static JsonObject Describe(string model, ProbeSet set, ProbeResult result) => new()
    {
        ["model"] = model,
        ["data"] = set.Name,
        ["texts"] = set.Samples.Length,
        ["r2_mean"] = JsonOutput.Number(result.Mean, 5),
        ["r2_worst"] = JsonOutput.Number(result.Worst, 5),
        ["r2"] = JsonOutput.Array(result.Fields, value => JsonOutput.Number(value, 5)),
    };
}
