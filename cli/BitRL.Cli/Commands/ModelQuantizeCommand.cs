using System.CommandLine;
using BitRL.Cli.Composition;
using BitRL.Cli.Quantizing;
using BitRL.Cli.Rendering;
using BitRL.Contracts.Plugins;
using BitRL.Model.Pretraining.Probing;
using BitRL.Model.Quantization;
using Spectre.Console;

namespace BitRL.Cli.Commands;

/// <summary><c>bitrl model quantize</c>: rounds a full-precision model after its training, and says what that costs. Needs no libtorch.</summary>
internal static class ModelQuantizeCommand
{
    private const string MeasuringBackend = "cpu";
    private const int Seed = 1;
    private static readonly string[] Targets = [.. Enum.GetNames<QuantizationTarget>().Select(name => name.ToLowerInvariant())];
    private static readonly string[] DefaultEnvironments = ["CartPole-v1", "Acrobot-v1"];

    public static Command Create(CommandContext context)
    {
        var model = new Argument<string>("model") { Description = "GGUF file, or embedded-fp, language-fp: a full-precision model." };
        var to = new Option<string>("--to") { Description = "What its matrices are rounded to: int8 (a scale an output), int4 (a scale for a group of inputs), ternary (a scale a matrix, int8 activations).", HelpName = string.Join('|', Targets), Required = true };
        var group = new Option<int>("--group") { Description = $"Inputs that share a scale with int4: {string.Join(", ", QuantizationSettings.GroupSizes)}.", HelpName = "N", DefaultValueFactory = _ => QuantizationSettings.DefaultGroupSize };
        var output = new Option<string?>("--out") { Description = "GGUF file to write: float32 values on the integer grid, or I2_S. It appears when it is whole.", HelpName = "FILE" };
        var report = new Option<bool>("--report") { Description = "Measure the error of each matrix and of the features on states of the environments." };
        var against = new Option<string?>("--against") { Description = "Another model to probe beside, such as the one that was trained ternary. [default with --to ternary: the ternary twin of embedded-fp or language-fp]", HelpName = "FILE|NAME" };
        var env = new Option<string[]>("--env") { Description = "Whose states. May be repeated.", HelpName = "ID", DefaultValueFactory = _ => DefaultEnvironments };
        var states = new Option<int>("--states") { Description = "How many states of each.", HelpName = "N", DefaultValueFactory = _ => 2000 };
        var threads = new Option<int>("--threads") { Description = "Worker threads.", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };
        var json = JsonOption.Create();
        model.CompletionSources.Add(_ => [ModelNames.EmbeddedFullPrecision, ModelNames.LanguageFullPrecision]);
        to.CompletionSources.Add(_ => Targets);
        env.CompletionSources.Add(_ => context.Plugins.EnvironmentIds());
        var command = new Command("quantize", "Round a full-precision model after its training: int8, int4 or naively ternary, and measure what it costs.") { model, to, group, output, report, against, env, states, threads, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            bool isJson = json.Apply(parsed, context);
            string name = parsed.GetRequiredValue(model);
            var settings = Settings(parsed.GetRequiredValue(to), parsed.GetValue(group));
            string? path = parsed.GetValue(output);
            bool isReported = parsed.GetValue(report) || isJson;
            Require(isReported || path is not null, "nothing to do: give --report, --out FILE, or both");
            Require(parsed.GetValue(states) >= 1 && parsed.GetValue(threads) >= 1, "--states and --threads must be at least 1");
            Require(path is null || File.Exists(name) is false || Path.GetFullPath(path) != Path.GetFullPath(name), $"--out is the model itself ('{path}'); give another file");
            using var source = ModelNames.Open(name);
            var quantized = QuantizedModel.Create(source, settings);
            if (path is not null)
            {
                quantized.Save(path);
                context.Terminal.Log.WriteLine($"{path}: {Numbers.Count(quantized.Layers.Length)} matrices as {settings.Name}");
            }

            if (isReported)
            {
                List<ProbeSet> sets = [.. parsed.GetRequiredValue(env).Select(id => StateSampler.Play(context.Plugins.Host.Environment(id), parsed.GetValue(states), Seed))];
                var comparison = new FeatureComparison(context.Plugins.Backend(MeasuringBackend), parsed.GetValue(threads));
                var features = await comparison.RunAsync(name, quantized.ToBytes(), settings.Name, parsed.GetValue(against) ?? TernaryTwin(name, settings.Target), sets, cancellation);
                QuantizationReport.Write(context.Terminal, name, settings, quantized, features);
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static QuantizationSettings Settings(string target, int group)
    {
        Require(Targets.Contains(target), $"--to is '{target}'{NearestNames.Question(target, Targets)} (known are {string.Join(", ", Targets)})");
        Require(QuantizationSettings.GroupSizes.Contains(group), $"--group is {group}; give one of {string.Join(", ", QuantizationSettings.GroupSizes)}");
        return new QuantizationSettings(Enum.Parse<QuantizationTarget>(target, ignoreCase: true), group);
    }

    private static string? TernaryTwin(string model, QuantizationTarget target) => target != QuantizationTarget.Ternary ? null : model.ToLowerInvariant() switch
    {
        ModelNames.EmbeddedFullPrecision => ModelNames.Embedded,
        ModelNames.LanguageFullPrecision => ModelNames.Language,
        _ => null,
    };

    private static void Require(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new CommandException(ExitCode.Usage, otherwise);
        }
    }
}
