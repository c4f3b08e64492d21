using System.CommandLine;
using BitRL.Cli.Benchmarks.Rooflines;
using BitRL.Cli.Composition;
using BitRL.Model.Synthesis;
using BitRL.Model.Transformer;

namespace BitRL.Cli.Commands;

/// <summary><c>bitrl bench roofline</c>: what an encode costs at least, by model and machine: the tables of docs/roofline.md.</summary>
internal static class BenchRooflineCommand
{
    public static Command Create(CommandContext context)
    {
        var command = new Command("roofline", "What an encode costs at least on the machines of docs/roofline.md: computed from multiplications and bytes, nothing is run. Markdown.");
        command.SetAction(_ => context.Terminal.Output.WriteLine(new RooflinePage(Bodies()).Write()));
        return command;
    }

    /// <summary>The models of the page.</summary>
    private static List<RooflineBody> Bodies()
    {
        var bodies = ((string[])["2b-4t", "embedding-270m"]).Select(shape => Body(shape, SyntheticModel.Named(shape, SyntheticModel.Architectures[0], seed: 1).Configuration));
        using var shipped = ModelNames.Open(ModelNames.Embedded);
        return [.. bodies, Body(ModelNames.Embedded, BackboneConfiguration.Read(shipped))];
    }

    private static RooflineBody Body(string name, BackboneConfiguration shape) => new(name, shape.LinearWeights, shape.Blocks);
}
