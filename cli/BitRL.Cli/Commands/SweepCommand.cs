using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json.Nodes;
using BitRL.Agent.Configuration;
using BitRL.Agent.Folders;
using BitRL.Cli.Composition;
using BitRL.Cli.Rendering;
using BitRL.Experiments.Results;
using BitRL.Experiments.Sweeps;
using Spectre.Console;

namespace BitRL.Cli.Commands;

/// <summary><c>bitrl sweep</c>: environments × variants × settings × seeds, each cell in a process of its own.</summary>
internal static class SweepCommand
{
    public static Command Create(CommandContext context)
    {
        var file = new Argument<string>("file") { Description = "The sweep, as YAML (docs/sweeps.md)." };
        var options = new SweepOptions();
        var command = new Command("sweep", "Run many trainings as one experiment; the same command goes on where it was stopped: 'bitrl sweep FILE.yaml'.") { file };
        var json = JsonOption.Create();
        options.AddTo(command);
        command.Options.Add(json);
        command.SetAction(async (parsed, cancellation) =>
        {
            json.Apply(parsed, context);
            string path = parsed.GetRequiredValue(file);
            try
            {
                var sweep = Read(path);
                var plan = SweepPlan.Cells(sweep);
                var chosen = new SweepValidator(context.Plugins).Check(sweep, options.Choose(parsed, plan));
                if (parsed.GetValue(options.DryRun))
                {
                    List(context.Terminal, sweep, chosen);
                    return ExitCode.Success;
                }

                return await RunAsync(context, options, parsed, sweep, plan, chosen, cancellation);
            }
            catch (ConfigurationException failure)
            {
                throw Describe(context.Terminal, path, failure);
            }
        });
        return command;
    }

    private static SweepFile Read(string path) => File.Exists(path)
        ? SweepFile.Read(path)
        : throw new CommandException(ExitCode.InputOutput, $"the sweep '{path}' {(Directory.Exists(path) ? "is a folder" : "does not exist")}; give a YAML file");

    /// <summary>Several problems get a line each, before the last line that says how it ended.</summary>
    private static CommandException Describe(Terminal terminal, string path, ConfigurationException failure)
    {
        if (failure.Problems.Length == 1)
        {
            return new CommandException(ExitCode.BadInput, failure.Message, failure);
        }

        foreach (string problem in failure.Problems)
        {
            terminal.Error.WriteLine(problem.ReplaceLineEndings(" "));
        }

        return new CommandException(ExitCode.BadInput, $"{path} has {failure.Problems.Length} problems (above); nothing was run", failure);
    }

    private static async Task<int> RunAsync(
        CommandContext context, SweepOptions options, ParseResult parsed, SweepFile sweep, ImmutableArray<SweepCell> plan, ImmutableArray<SweepCell> chosen, CancellationToken cancellation)
    {
        var budget = options.Budget(parsed, sweep);
        using var folder = SweepFolder.Open(options.Folder(parsed, sweep));
        RefuseOtherSettings(folder, chosen);
        folder.Keep(sweep);
        var manifest = SweepManifest.Gather(sweep, plan.Length, budget, $"{CommandTree.ProgramName} {string.Join(' ', context.Arguments)}", context.Time.GetUtcNow());
        AtomicFile.WriteText(folder.ManifestPath, manifest.ToJson());
        var tables = new ResultFiles(folder, sweep, plan, manifest);
        await tables.WriteAsync();
        context.Terminal.Log.WriteLine($"{sweep.Name}: {chosen.Length} cells, {budget.Jobs} at a time, {budget.MemoryBytes >> 20} MiB together; {folder.Path}");
        var display = SweepDisplay.For(context.Terminal, context.Time, chosen, tables.WriteAsync);
        var runner = new SweepRunner(folder, chosen, SweepPlan.InOrderOfWork(sweep, chosen), budget, new CellLauncher(), display, context.Time);
        try
        {
            await display.ShowAsync(() => runner.RunAsync(parsed.GetValue(options.RetryFailed), cancellation));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            context.Terminal.Error.WriteLine($"{CommandTree.ProgramName}: stopped; every cell has its checkpoint: the same command goes on from there");
            throw;
        }
        finally
        {
            await tables.WriteAsync();
        }

        return Report(context.Terminal, folder, chosen);
    }

    private static void RefuseOtherSettings(SweepFolder folder, ImmutableArray<SweepCell> cells)
    {
        string[] others = [.. cells.Where(folder.IsOfOtherSettings).Select(cell => cell.Id)];
        if (others.Length > 0)
        {
            throw new CommandException(
                ExitCode.BadInput,
                $"{others.Length} cells in '{folder.Path}' were run with other settings than the file has now ({others[0]} is the first); choose another folder with --out, or delete theirs");
        }
    }

    private static int Report(Terminal terminal, SweepFolder folder, ImmutableArray<SweepCell> cells)
    {
        var states = cells.Select(cell => (Cell: cell, State: folder.StateOf(cell))).ToList();
        var failed = states.Where(pair => pair.State == CellState.Failed).Select(pair => (pair.Cell, Failure: folder.FailureOf(pair.Cell)!)).ToList();
        int finished = states.Count(pair => pair.State == CellState.Finished);
        if (terminal.IsMachineReadable)
        {
            terminal.WriteJson(new JsonObject
            {
                ["folder"] = folder.Path,
                ["cells"] = cells.Length,
                ["finished"] = finished,
                ["failed"] = failed.Count,
                ["failures"] = JsonOutput.Array(failed, pair => new JsonObject { ["cell"] = pair.Cell.Id, ["exit_code"] = pair.Failure.ExitCode, ["reason"] = pair.Failure.Reason }),
                ["csv"] = folder.CsvPath,
                ["parquet"] = folder.ParquetPath,
            });
        }
        else
        {
            terminal.Results.WriteLine($"{finished} of {cells.Length} cells finished{(failed.Count > 0 ? $", {failed.Count} failed" : string.Empty)}", new Style(decoration: Decoration.Bold));
            terminal.Results.Write(Tables.Facts(("results", $"{folder.CsvPath}, results.parquet"), ("next", $"{CommandTree.ProgramName} compare {folder.Path}")));
        }

        if (failed.Count > 0)
        {
            terminal.Error.WriteLine($"{CommandTree.ProgramName}: {failed.Count} cells failed, the first is {failed[0].Cell.Id}: {failed[0].Failure.Reason.TrimEnd('.')}; --retry-failed tries them again");
        }

        return failed.Count > 0 ? ExitCode.SomeCellsFailed : ExitCode.Success;
    }

    private static void List(Terminal terminal, SweepFile sweep, ImmutableArray<SweepCell> cells)
    {
        if (terminal.IsMachineReadable)
        {
            terminal.WriteJson(new JsonObject { ["name"] = sweep.Name, ["cells"] = JsonOutput.Array(cells, Describe) });
            return;
        }

        var table = Tables.Make("cell", "steps#", "settings");
        foreach (var cell in cells)
        {
            table.Row(cell.Id, Numbers.Count(cell.Steps), string.Join(' ', cell.Settings.Select(setting => $"{setting.Key}={setting.Value}")));
        }

        terminal.Results.Write(table);
        terminal.Results.WriteLine($"{cells.Length} cells, {Numbers.Count(cells.Sum(cell => cell.Steps))} steps");
    }

    private static JsonObject Describe(SweepCell cell) => new()
    {
        ["id"] = cell.Id,
        ["env"] = cell.Environment,
        ["variant"] = cell.Variant,
        ["seed"] = cell.Seed,
        ["steps"] = cell.Steps,
        ["settings"] = new JsonObject(cell.Settings.Select(setting => KeyValuePair.Create(setting.Key, (JsonNode?)setting.Value))),
    };
}
