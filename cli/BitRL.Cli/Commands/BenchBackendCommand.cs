using System.CommandLine;
using BitRL.Cli.Benchmarks.Backends;
using BitRL.Cli.Benchmarks.Meters;
using BitRL.Cli.Composition;
using BitRL.Cli.Rendering;
using BitRL.Cli.Rendering.BackendComparing;

namespace BitRL.Cli.Commands;

/// <summary><c>bitrl bench backend</c>: one row of <c>bench compare</c>, measured once, in this process.</summary>
internal static class BenchBackendCommand
{
    public static Command Create(CommandContext context)
    {
        var command = new Command("backend", "One row of 'bench compare', measured once, in this process.");
        var options = RunOptions.AddTo(command, context);
        var seconds = SecondsOption.Create();
        var json = JsonOption.Create();
        var untilInputEnds = new Option<bool>("--until-input-ends") { Description = "Stop when standard input ends: for programs that start this one and may be killed." };
        command.Options.Add(seconds);
        command.Options.Add(json);
        command.Options.Add(untilInputEnds);
        command.SetAction(async (parsed, cancellation) =>
        {
            json.Apply(parsed, context);
            var duration = SecondsOption.Read(parsed, seconds);
            var configuration = new ConfigurationResolver(context.Plugins).Resolve(options.Read(parsed));
            using var input = new InputWatch(parsed.GetValue(untilInputEnds), cancellation);
            var benchmark = new BackendBenchmark(context.Plugins, configuration, duration, EnergyMeter.Open(), TemperatureSensor.Open(), context.Time);
            try
            {
                Write(context.Terminal, configuration.Encoder.Backend, await benchmark.MeasureAsync(input.Token));
                return ExitCode.Success;
            }
            catch (OperationCanceledException) when (input.HasEnded && !cancellation.IsCancellationRequested)
            {
                return ExitCode.Terminated;
            }
        });
        return command;
    }

    private static void Write(Terminal terminal, string backend, BackendFigures figures)
    {
        if (terminal.IsMachineReadable)
        {
            terminal.WriteJson(figures.ToJson());
            return;
        }

        var row = new BackendRow(new BackendRequest(backend, backend, figures.Model, Missing: null), [figures], Failure: null);
        new BackendComparisonReport(new BackendComparison([row], backend), figures.Device).Write(terminal.Results);
    }
}
