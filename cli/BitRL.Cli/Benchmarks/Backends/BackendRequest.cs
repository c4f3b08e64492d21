using BitRL.Agent.Encoders;
using BitRL.Cli.Composition;

namespace BitRL.Cli.Benchmarks.Backends;

/// <summary>A row that was asked for.</summary>
/// <param name="Label">As it was asked for: the backend, or BACKEND=MODEL.</param>
/// <param name="Backend">Its canonical name.</param>
/// <param name="Model">The model it is to run; null without a model.</param>
/// <param name="Missing">Why it cannot be tried, or null.</param>
internal sealed record BackendRequest(string Label, string Backend, string? Model, string? Missing)
{
    /// <summary>What is compared unless the user says otherwise.</summary>
    public const string UsualList = "cpu,bitnetcpp,torch-fp16,torch-int8,torch-int4,mlp";

    // All of these are there to run weights of full precision, or quantised from them.
    private const string TorchPrefix = "torch-";

    /// <summary>Reads a list of backends.</summary>
    /// <param name="list">With commas; BACKEND=MODEL gives one a model of its own.</param>
    /// <param name="model">What the others run. Of a shipped ternary backbone the <c>torch-*</c> backends run the full-precision twin.</param>
    /// <param name="plugins">Knows the backends.</param>
    /// <exception cref="CommandException">A name that nothing has, or twice the same.</exception>
    public static IReadOnlyList<BackendRequest> Read(string list, string model, InstalledPlugins plugins)
    {
        var requests = new List<BackendRequest>();
        foreach (string label in list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = label.Split('=', 2);
            var request = Read(label, parts[0], parts.Length > 1 ? parts[1] : null, model, plugins);
            requests.Add(requests.Exists(other => other.Label == request.Label)
                ? throw new CommandException(ExitCode.Usage, $"'{label}' is in --backends twice; name each once")
                : request);
        }

        return requests.Count > 0 ? requests : throw new CommandException(ExitCode.Usage, $"--backends is empty; give names with commas, such as {UsualList}");
    }

    private static BackendRequest Read(string label, string name, string? own, string model, InstalledPlugins plugins)
    {
        bool isTorch = name.StartsWith(TorchPrefix, StringComparison.OrdinalIgnoreCase);
        string runs = own ?? (isTorch ? ModelNames.TwinOf(model) : model);
        try
        {
            string backend = plugins.ResolveBackend(name).Name;
            return new BackendRequest(label, backend, backend == RawEncoder.BackendName || plugins.Host.FindEncoder(backend) is not null ? null : runs, Missing: null);
        }
        catch (CommandException absent) when (absent.ExitCode == ExitCode.BackendUnavailable)
        {
            return new BackendRequest(label, name, runs, absent.Message);
        }
    }
}
