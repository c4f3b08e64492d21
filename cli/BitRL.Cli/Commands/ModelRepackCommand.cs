using System.CommandLine;
using BitRL.Cli.Composition;
using BitRL.Cli.Rendering;
using BitRL.Contracts.Plugins;
using BitRL.Model.Weights;
using Spectre.Console;

namespace BitRL.Cli.Commands;

/// <summary><c>bitrl model repack</c>: brings a model whose ternary matrices were packed by another build of bitnet.cpp into the official layout.</summary>
internal static class ModelRepackCommand
{
    private static readonly string[] Layouts = ["blocks64", "rows4", "blocks128"];

    public static Command Create(CommandContext context)
    {
        var model = new Argument<string>("model") { Description = "A GGUF file." };
        var layout = new Option<string>("--i2s-layout")
        {
            Description = "How its ternary matrices are packed: blocks64 (quantised on ARM since November 2025), rows4 (x86 builds without activation parallelism) or blocks128 (official). The file does not say.",
            HelpName = string.Join('|', Layouts),
            Required = true,
        };
        var output = new Option<string>("--out") { Description = "The file to write; it appears when it is whole.", HelpName = "FILE", Required = true };
        layout.CompletionSources.Add(_ => Layouts);
        var command = new Command("repack", "Write a copy of a model with its ternary matrices in the official layout (128 elements in 32 bytes).") { model, layout, output };
        command.SetAction(parsed =>
        {
            var from = Layout(parsed.GetRequiredValue(layout));
            string source = ModelNames.Find(parsed.GetRequiredValue(model));
            string path = parsed.GetRequiredValue(output);
            if (Path.GetFullPath(source) == Path.GetFullPath(path))
            {
                throw new CommandException(ExitCode.Usage, $"--out is the model itself ('{path}'); give another file");
            }

            using var file = GgufFile.Open(source);
            int matrices = TernaryRepacking.Save(file, from, path);
            context.Terminal.Results.WriteLine($"{path}: {Numbers.Count(matrices)} ternary matrices repacked from {parsed.GetRequiredValue(layout)}");
        });
        return command;
    }

    private static TernaryLayout Layout(string name) => Array.IndexOf(Layouts, name) is var known and >= 0
        ? Enum.Parse<TernaryLayout>(Layouts[known], ignoreCase: true)
        : throw new CommandException(ExitCode.Usage, $"there is no I2_S layout '{name}'{NearestNames.Question(name, Layouts)} (known are {string.Join(", ", Layouts)})");
}
