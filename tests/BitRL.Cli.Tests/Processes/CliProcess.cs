using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;

namespace BitRL.Cli.Tests.Processes;

/// <summary>The built program as a process, in a folder of its own.</summary>
public sealed class CliProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(300);
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private CliProcess(ProcessStartInfo start, string? input)
    {
        _process = Process.Start(start)!;
        _output = _process.StandardOutput.ReadToEndAsync();
        _error = _process.StandardError.ReadToEndAsync();
        if (input is not null)
        {
            _process.StandardInput.Write(input);
        }

        _process.StandardInput.Close();
    }

    /// <summary>The program.</summary>
    public static string Program { get; } = Metadata("Program");

    /// <summary>The folder of the plugin with sound and broken environments.</summary>
    public static string TestEnvironments { get; } = Metadata("TestEnvironments");

    /// <summary>The folder of the built template of plugins.</summary>
    public static string Template { get; } = Metadata("Template");

    /// <summary>The repository.</summary>
    public static string Repository { get; } = Metadata("Repository");

    /// <summary>A shell starts background jobs with SIGINT ignored, children inherit that, and the program rightly keeps to it: then a test of Ctrl-C has to undo it.</summary>
    private static bool InterruptIsIgnored { get; } = OperatingSystem.IsLinux() && (IgnoredSignals() & 0b10) != 0;

    /// <summary>Whether the process has ended.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>Runs a command line to its end.</summary>
    public static CliResult Run(string folder, params string[] arguments) => Run(folder, input: null, [], arguments);

    /// <summary>Runs a command line to its end, with input and environment variables.</summary>
    public static CliResult Run(string folder, string? input, Dictionary<string, string> environment, params string[] arguments)
    {
        using var process = Start(folder, input, environment, ["dotnet", Program, .. arguments]);
        return process.Wait();
    }

    /// <summary>Runs a command line with the test environments installed.</summary>
    public static CliResult RunWithTestEnvironments(string folder, string? input, params string[] arguments) =>
        Run(folder, input, new Dictionary<string, string> { ["BITRL_PLUGINS"] = TestEnvironments }, arguments);

    /// <summary>Starts the program and returns while it runs.</summary>
    public static CliProcess Start(string folder, params string[] arguments) => Start(folder, null, [], ["dotnet", Program, .. arguments]);

    /// <summary>Starts any command line.</summary>
    public static CliProcess Start(string folder, string? input, Dictionary<string, string> environment, string[] command)
    {
        if (InterruptIsIgnored)
        {
            command = ["env", "--default-signal=INT", .. command];
        }

        var start = new ProcessStartInfo(command[0])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in command[1..])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["HOME"] = folder; // no plugins of the user's own
        start.Environment.Remove("BITRL_PLUGINS");
        start.Environment.Remove("BITRL_DEBUG");
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new CliProcess(start, input);
    }

    // Bit n − 1 stands for signal n.
    private static ulong IgnoredSignals() =>
        ulong.Parse(File.ReadLines("/proc/self/status").First(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)).AsSpan(7).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    /// <summary>Waits for the end.</summary>
    public CliResult Wait()
    {
        if (!_process.WaitForExit(Patience))
        {
            _process.Kill(entireProcessTree: true);
            throw new TimeoutException($"the process did not end within {Patience.TotalSeconds} s");
        }

        return new CliResult(_process.ExitCode, _output.GetAwaiter().GetResult(), _error.GetAwaiter().GetResult());
    }

    /// <summary>Waits until something is so.</summary>
    public void WaitUntil(Func<bool> condition)
    {
        var clock = Stopwatch.StartNew();
        while (!condition())
        {
            if (clock.Elapsed > Patience || _process.HasExited)
            {
                throw new TimeoutException($"waited {clock.Elapsed.TotalSeconds:0} s in vain; the process {(_process.HasExited ? $"ended: {_error.Result}" : "goes on")}");
            }

            Thread.Sleep(10);
        }
    }

    /// <summary>Sends a signal: 2 = SIGINT, 9 = SIGKILL, 15 = SIGTERM.</summary>
    public void Signal(int signal) => SendSignal(_process.Id, signal);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private static string Metadata(string key) => typeof(CliProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == key).Value!;

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int SendSignal(int process, int signal);
}
