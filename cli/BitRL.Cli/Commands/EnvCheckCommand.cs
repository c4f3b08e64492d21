using System.CommandLine;
using System.Text.Json.Nodes;
using BitRL.Cli.Checks;
using BitRL.Cli.Rendering;

namespace BitRL.Cli.Commands;

/// <summary><c>bitrl env check</c>: whether a learner can work with an environment.</summary>
internal static class EnvCheckCommand
{
    private static readonly TimeSpan Measuring = TimeSpan.FromSeconds(1);

    public static Command Create(CommandContext context)
    {
        var command = new Command("check", "Check an environment for what a learner needs: spaces, determinism, finite values, texts, ends, allocation; and measure its speed.");
        var source = EnvironmentOptionsGroup.AddArgumentTo(command, context);
        var seed = new Option<ulong>("--seed") { Description = "Seed of the episodes and of the random actions.", HelpName = "N" };
        var json = JsonOption.Create();
        command.Options.Add(seed);
        command.Options.Add(json);
        command.SetAction((parsed, cancellation) =>
        {
            bool isJson = json.Apply(parsed, context);
            var environment = source.Open(parsed);
            var report = EnvironmentChecker.Run(environment, parsed.GetValue(seed), context.Time, Measuring, cancellation);
            if (isJson)
            {
                context.Terminal.WriteJson(Describe(environment.Id, report));
            }
            else
            {
                Write(context.Terminal, environment.Id, report);
            }

            return Task.FromResult(report.Problems.Count == 0
                ? ExitCode.Success
                : throw new CommandException(ExitCode.CheckFailed, $"{environment.Id} has {report.Problems.Count} problems (listed above); mend the environment, or tell its author"));
        });
        return command;
    }

    private static void Write(Terminal terminal, string id, CheckReport report)
    {
        foreach (string check in report.Checks)
        {
            var problems = report.Problems.Where(problem => problem.Check == check).ToList();
            terminal.Output.WriteLine($"{(problems.Count == 0 ? "ok    " : "FAILED")}  {check}");
            problems.ForEach(problem => terminal.Output.WriteLine($"          {problem.Message}"));
        }

        terminal.Output.WriteLine($"{id}: {Numbers.Count(report.StepsPerSecond)} steps/s with observation vectors and texts");
    }

    private static JsonObject Describe(string id, CheckReport report) => new()
    {
        ["env"] = id,
        ["passed"] = report.Problems.Count == 0,
        ["problems"] = JsonOutput.Array(report.Problems, problem => new JsonObject { ["check"] = problem.Check, ["message"] = problem.Message }),
        ["steps_per_second"] = JsonOutput.Number(report.StepsPerSecond, 0),
    };
}
