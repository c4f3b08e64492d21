using System.CommandLine;
using System.Text.Json.Nodes;
using BitRL.Cli.Rendering;
using BitRL.Contracts.Plugins;
using BitRL.Model.Synthesis;

namespace BitRL.Cli.Commands;

/// <summary><c>bitrl model synth</c>: writes a model with a real one's shape and random weights.</summary>
internal static class ModelSynthCommand
{
    public static Command Create(CommandContext context)
    {
        var shape = new Option<string>("--shape") { Description = $"Whose shape: {string.Join(", ", SyntheticModel.Shapes)}.", HelpName = "NAME", Required = true };
        var architecture = new Option<string>("--arch")
        {
            Description = $"Architecture to write: {string.Join(" or ", SyntheticModel.Architectures)} (bitnet.cpp 1.0 knows the second only).",
            HelpName = "NAME",
            DefaultValueFactory = _ => SyntheticModel.Architectures[0],
        };
        var seed = new Option<ulong>("--seed") { Description = "All weights follow from it.", HelpName = "S", DefaultValueFactory = _ => 1 };
        var output = new Option<string>("--out") { Description = "The file to write; it appears when it is whole.", HelpName = "FILE", Required = true };
        var json = JsonOption.Create();
        shape.CompletionSources.Add(_ => SyntheticModel.Shapes);
        architecture.CompletionSources.Add(_ => SyntheticModel.Architectures);
        var command = new Command("synth", "Write a GGUF file with a real model's exact shape and random weights, to measure speed and memory at full size.") { shape, architecture, seed, output, json };
        command.SetAction(parsed =>
        {
            json.Apply(parsed, context);
            Run(context.Terminal, Describe(parsed.GetRequiredValue(shape), parsed.GetRequiredValue(architecture), parsed.GetValue(seed)), parsed.GetRequiredValue(output));
        });
        return command;
    }

    private static SyntheticModel Describe(string shape, string architecture, ulong seed)
    {
        Require("shape", shape, SyntheticModel.Shapes);
        Require("architecture", architecture, SyntheticModel.Architectures);
        return SyntheticModel.Named(shape, architecture, seed);
    }

    private static void Require(string kind, string name, IReadOnlyList<string> known)
    {
        if (!known.Contains(name))
        {
            throw new CommandException(ExitCode.Usage, $"there is no {kind} '{name}' to synthesise{NearestNames.Question(name, known)} (known are {string.Join(", ", known)})");
        }
    }

    private static void Run(Terminal terminal, SyntheticModel model, string path)
    {
        model.Save(path);
        var shape = model.Configuration;
        long bytes = new FileInfo(path).Length;
        if (terminal.IsMachineReadable)
        {
            terminal.WriteJson(new JsonObject
            {
                ["file"] = path,
                ["name"] = shape.Name,
                ["architecture"] = shape.Architecture,
                ["bytes"] = bytes,
                ["ternary_weights"] = shape.LinearWeights,
            });
            return;
        }

        terminal.Results.Write(Tables.Facts(
            ("file", $"{path}, {Numbers.Count(bytes)} bytes"),
            ("model", $"{shape.Name}, architecture {shape.Architecture}"),
            ("shape", $"{shape.HiddenSize} wide, {shape.Blocks} blocks, {shape.Heads} heads of {shape.HeadSize} over {shape.KeyValueHeads}, feed-forward {shape.FeedForwardSize}, {Numbers.Count(shape.VocabularySize)} tokens"),
            ("ternary weights", Numbers.Count(shape.LinearWeights))));
    }
}
