using System.CommandLine;
using System.Text.Json.Nodes;
using BitRL.Cli.Composition;
using BitRL.Cli.Rendering;
using BitRL.Contracts.Pretraining;
using BitRL.Model.Pretraining;
using BitRL.Plugins;
using Spectre.Console;

namespace BitRL.Cli.Commands;

/// <summary><c>bitrl pretrain</c>: trains a backbone from a configuration and a seed, and exports it as GGUF.</summary>
internal static class PretrainCommand
{
    private const string ShippedConfiguration = "pretrain-128x3.json";

    public static Command Create(CommandContext context)
    {
        var config = new Option<string?>("--config") { Description = $"JSON file that says what to train. [default: {ShippedConfiguration}, which makes the shipped backbone]", HelpName = "FILE.json" };
        var output = new Option<string?>("--out") { Description = "Folder for checkpoint and model. [default: runs/pretrain-NAME]", HelpName = "DIR" };
        var resume = new Option<bool>("--resume") { Description = "Continue from the folder's checkpoint; ends with the same weights." };
        var from = new Option<string?>("--from") { Description = "Begin with the weights in another run's checkpoint.bin instead of random ones.", HelpName = "FILE" };
        var threads = new Option<int>("--threads") { Description = "Threads of the training library.", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };
        var trainer = new Option<string>("--trainer") { Description = "Who trains.", HelpName = "NAME", DefaultValueFactory = _ => "torch" };
        var json = JsonOption.Create();
        var command = new Command("pretrain", "Pretrain a backbone on generated state texts and export it as GGUF.") { config, output, resume, from, threads, trainer, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            json.Apply(parsed, context);
            var configuration = PretrainingConfiguration.Load(FindConfiguration(parsed.GetValue(config)));
            string folder = parsed.GetValue(output) ?? Path.Combine("runs", "pretrain-" + configuration.Name);
            if (parsed.GetValue(from) is { } checkpoint && !File.Exists(checkpoint))
            {
                throw new CommandException(ExitCode.InputOutput, $"there is no checkpoint '{checkpoint}'; --from takes the checkpoint.bin of another pretraining");
            }

            var run = new PretrainingRun(configuration, FindTrainer(context, parsed.GetRequiredValue(trainer)), folder, context.Time) 
            {
                Threads = Math.Max(1, parsed.GetValue(threads)),
                InitialCheckpoint = parsed.GetValue(from),
            };
            await RunAsync(context.Terminal, configuration, run, parsed.GetValue(resume), cancellation);
            return ExitCode.Success;
        });
        return command;
    }

    private static async Task RunAsync(Terminal terminal, PretrainingConfiguration configuration, PretrainingRun run, bool resume, CancellationToken cancellation)
    {
        if (!resume && File.Exists(run.CheckpointPath))
        {
            throw new CommandException(ExitCode.InputOutput, $"'{run.CheckpointPath}' is the checkpoint of an earlier run; continue it with --resume, or choose another folder with --out");
        }

        terminal.Log.WriteLine($"{configuration.Name}: {configuration.HiddenSize}×{configuration.Blocks}, {(configuration.Ternary ? "ternary" : "full precision")}, {Numbers.Count(configuration.Steps)} steps of {configuration.BatchSize} texts, seed {configuration.Seed}, {run.Threads} threads");
        PretrainingProgress last = default;
        var display = PretrainDisplay.For(terminal);
        try
        {
            await display.ShowAsync(() => Task.Run(() => run.Train(resume, progress => display.Show(last = progress), cancellation), CancellationToken.None));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            terminal.Error.WriteLine($"{CommandTree.ProgramName}: stopped; the checkpoint is saved: continue with --resume and the same --out");
            throw;
        }

        if (terminal.IsMachineReadable)
        {
            terminal.WriteJson(new JsonObject
            {
                ["name"] = configuration.Name,
                ["steps"] = configuration.Steps,
                ["loss"] = JsonOutput.Number(last.Loss),
                ["seconds"] = JsonOutput.Number(last.Elapsed.TotalSeconds, 1),
                ["model"] = run.ModelPath,
                ["peak_rss_mb"] = JsonOutput.Number(Agent.Training.PeakMemory.Megabytes),
            });
        }
        else
        {
            terminal.Results.WriteLine($"{run.ModelPath}, {Numbers.Count(new FileInfo(run.ModelPath).Length)} bytes; look at it with '{CommandTree.ProgramName} model inspect {run.ModelPath}'");
        }
    }

    private static string FindConfiguration(string? path)
    {
        string file = path ?? Path.Combine(ModelNames.Folder, ShippedConfiguration);
        return File.Exists(file) ? file : throw new CommandException(ExitCode.InputOutput, $"there is no configuration '{file}'; give a JSON file like cli/BitRL.Cli/Models/{ShippedConfiguration}");
    }

    private static IBackboneTrainerProvider FindTrainer(CommandContext context, string name)
    {
        try
        {
            var provider = context.Plugins.Host.BackboneTrainer(name);
            var probe = provider.Probe();
            return probe.IsAvailable ? provider : throw new CommandException(ExitCode.BackendUnavailable, $"{name} cannot pretrain here: {probe.Detail}");
        }
        catch (UnknownNameException unknown) when (name == "torch")
        {
            throw new CommandException(ExitCode.BackendUnavailable, "torch is not built; start with ./bitrl pretrain, which builds it (linux-arm64 has no libtorch)", unknown);
        }
    }
}
