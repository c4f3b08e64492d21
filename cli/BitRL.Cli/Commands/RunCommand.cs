using System.CommandLine;
using System.Globalization;
using BitRL.Agent.Configuration;
using BitRL.Agent.Folders;
using BitRL.Agent.Training;
using BitRL.Cli.Composition;
using BitRL.Cli.Rendering;
using Spectre.Console;

namespace BitRL.Cli.Commands;

/// <summary><c>bitrl run</c>: trains an agent on-line, then evaluates it greedily.</summary>
internal static class RunCommand
{
    public static Command Create(CommandContext context)
    {
        var command = new Command("run", "Train an agent, then evaluate it: 'bitrl run --env CartPole-v1'.");
        var options = RunOptions.AddTo(command, context);
        var output = new Option<string?>("--out") { Description = "Run folder: configuration, metrics, checkpoints, results. [default: runs/ENV-BACKEND-SEED-TIME]", HelpName = "DIR" };
        var resume = new Option<bool>("--resume") { Description = "Continue the run in --out from its last checkpoint; it ends with the numbers of a run that was never stopped." };
        var json = JsonOption.Create();
        command.Options.Add(output);
        command.Options.Add(resume);
        command.Options.Add(json);
        var untilInputEnds = new Option<bool>("--until-input-ends") { Description = "Stop, with a checkpoint, when standard input ends: for programs that start runs and may be killed." };
        command.Options.Add(untilInputEnds);
        command.SetAction(async (parsed, cancellation) =>
        {
            json.Apply(parsed, context);
            var request = options.Read(parsed);
            using var input = new InputWatch(parsed.GetValue(untilInputEnds), cancellation);
            try
            {
                await RunAsync(context, request, parsed.GetValue(output), parsed.GetValue(resume), input.Token);
            }
            catch (OperationCanceledException) when (input.HasEnded && !cancellation.IsCancellationRequested)
            {
                return ExitCode.Terminated;
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static async Task RunAsync(CommandContext context, RunRequest request, string? output, bool resume, CancellationToken cancellation)
    {
        var resolver = new ConfigurationResolver(context.Plugins);
        if (resume && output is null)
        {
            throw new CommandException(ExitCode.Usage, "--resume needs to know which run: add --out DIR");
        }

        var configuration = resume ? resolver.ResolveResumed(request, output!) : resolver.Resolve(request);
        await using var agent = await AgentParts.OpenAsync(context, configuration, cancellation);
        using var folder = resume ? RunFolder.Open(output!) : RunFolder.Create(output ?? DefaultFolder(configuration, context.Time));
        using var run = resume ? TrainingRun.Resume(configuration, agent.Components, folder) : Begin(configuration, agent, folder);
        Announce(context.Terminal, configuration, agent);
        var display = RunDisplay.For(context.Terminal, context.Time);
        try
        {
            var result = await display.ShowAsync(() => run.RunAsync(display, cancellation));
            if (context.Terminal.IsMachineReadable)
            {
                context.Terminal.Output.WriteLine(result.ToJson());
            }
            else
            {
                RunReport.Write(context.Terminal, result, agent.Components.Environment.Descriptor, display.Returns);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            context.Terminal.Error.WriteLine($"{CommandTree.ProgramName}: stopped; the checkpoint is saved: continue with {CommandTree.ProgramName} run --resume --out {folder.Path}");
            throw;
        }
    }

    /// <summary>A run that is refused (a setting of the trainer, say) leaves no folder behind.</summary>
    private static TrainingRun Begin(RunConfiguration configuration, AgentParts agent, RunFolder folder)
    {
        try
        {
            return TrainingRun.Create(configuration, agent.Components, folder);
        }
        catch
        {
            folder.Discard();
            throw;
        }
    }

    private static void Announce(Terminal terminal, RunConfiguration configuration, AgentParts agent) => terminal.Log.WriteLine(
        $"{configuration.Environment} × {configuration.EnvironmentCount}, {agent.Components.PolicyEncoder.Descriptor.Name}"
        + (agent.Components.Device.Length > 0 ? $" ({agent.Components.Device})" : string.Empty)
        + (agent.Components.ValueEncoder is { } critic ? $", critic reads {critic.Descriptor.Name}" : string.Empty)
        + $", {configuration.Trainer}, seed {configuration.Seed}, {Numbers.Count(configuration.Steps)} steps");

    /// <summary>A folder that does not exist yet, named after what is run in it.</summary>
    private static string DefaultFolder(RunConfiguration configuration, TimeProvider time)
    {
        string stamp = time.GetLocalNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        string name = Path.Combine("runs", $"{configuration.Environment}-{configuration.Encoder.Backend}-s{configuration.Seed}-{stamp}");
        string path = name;
        for (int i = 2; Directory.Exists(path); i++)
        {
            path = $"{name}-{i}";
        }

        return path;
    }
}
