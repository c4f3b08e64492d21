using System.CommandLine;
using System.Text.Json.Nodes;
using BitRL.Backend.Conformance;
using BitRL.Cli.Composition;
using BitRL.Cli.Rendering;
using BitRL.Contracts.Backends;
using BitRL.Plugins;
using Spectre.Console;

namespace BitRL.Cli.Commands;

/// <summary><c>bitrl backends verify</c>: runs the conformance cases on this machine, against a float64 oracle.</summary>
internal static class BackendsVerifyCommand
{
    public static Command Create(CommandContext context)
    {
        var name = new Argument<string?>("name") { Description = "Backend to check; all that can run here if none is given.", Arity = ArgumentArity.ZeroOrOne };
        name.CompletionSources.Add(_ => context.Plugins.Host.Load(PluginAbilities.Backends).Backends.Select(backend => backend.Name));
        var set = new Option<string[]>("--set") { Description = "A setting of the backend, e.g. backend.kernels=scalar.", HelpName = "backend.NAME=value" };
        var threads = new Option<int>("--threads") { Description = "Worker threads.", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };
        var json = JsonOption.Create();
        var command = new Command("verify", "Check a backend's kernels on this machine, case by case.") { name, set, threads, json };
        command.SetAction((parsed, cancellation) =>
        {
            json.Apply(parsed, context);
            var options = new DeviceOptions { Threads = Math.Max(1, parsed.GetValue(threads)) };
            int failures = 0;
            foreach (var backend in Chosen(context, parsed.GetValue(name)))
            {
                failures += Verify(context.Terminal, backend, options with { Settings = BackendSettings.Parse(backend, parsed.GetValue(set) ?? []) }, cancellation);
            }

            return Task.FromResult(failures == 0
                ? ExitCode.Success
                : throw new CommandException(ExitCode.Unexpected, $"{failures} conformance cases failed (listed above); use another backend, and report it with the output of 'bitrl backends'"));
        });
        return command;
    }

    private static IEnumerable<IBackendProvider> Chosen(CommandContext context, string? name)
    {
        if (name is not null)
        {
            return [context.Plugins.Backend(name)];
        }

        var available = context.Plugins.Host.Load(PluginAbilities.Backends).Backends.Where(backend => backend.Probe().IsAvailable).ToList();
        return available.Count > 0 ? available : throw new CommandException(ExitCode.BackendUnavailable, "no backend can run here; 'bitrl backends' says why");
    }

    private static int Verify(Terminal terminal, IBackendProvider backend, DeviceOptions options, CancellationToken cancellation)
    {
        using var device = backend.Open(options);
        terminal.Log.WriteLine($"{backend.Name}: {device.Descriptor.Device}, {device.Descriptor.Kernels}");
        int passed = 0;
        var failed = new List<ConformanceResult>();
        foreach (var result in ConformanceSuite.Run(device, Math.Min(options.Threads, device.Descriptor.MaxQueues), cancellation))
        {
            if (result.Passed)
            {
                passed++;
            }
            else
            {
                failed.Add(result);
                terminal.Log.WriteLine($"  FAILED {result.Name}: error {result.MaxError:G3}, allowed {result.Tolerance:G3} {result.Detail}");
            }
        }

        if (terminal.IsMachineReadable)
        {
            terminal.WriteJson(new JsonObject
            {
                ["backend"] = backend.Name,
                ["device"] = device.Descriptor.Device,
                ["kernels"] = device.Descriptor.Kernels,
                ["passed"] = passed,
                ["failed"] = JsonOutput.Array(failed, Describe),
            });
        }
        else
        {
            terminal.Results.WriteLine($"{backend.Name}: {passed} passed, {failed.Count} failed");
        }

        return failed.Count;
    }

    private static JsonObject Describe(ConformanceResult result) => new()
    {
        ["case"] = result.Name,
        ["max_error"] = JsonOutput.Number(result.MaxError),
        ["tolerance"] = JsonOutput.Number(result.Tolerance),
        ["detail"] = result.Detail,
    };
}
