using System.Diagnostics;

namespace BitRL.Perf.Load;

/// <summary>Other programs that want a core each, all the time, at the usual priority. They end with this one, however it ends.</summary>
internal sealed class Hogs : IDisposable
{
    /// <summary>The argument that makes this program one of them.</summary>
    public const string Argument = "hog";

    private readonly Process[] _processes;

    /// <summary>Starts them, and waits until they have settled on their cores.</summary>
    public Hogs(int count)
    {
        _processes = [.. Enumerable.Range(0, count).Select(_ => Start())];
        if (count > 0)
        {
            Thread.Sleep(500);
        }
    }

    /// <summary>What such a program does: nothing useful, until its standard input ends.</summary>
    public static int Burn()
    {
        using Stream input = Console.OpenStandardInput();
        Thread watch = new(() => _ = input.ReadByte());
        watch.Start();
        while (watch.IsAlive)
        {
            Thread.SpinWait(1000);
        }

        return 0;
    }

    public void Dispose()
    {
        foreach (Process process in _processes)
        {
            process.StandardInput.Close();
        }

        foreach (Process process in _processes)
        {
            process.WaitForExit();
            process.Dispose();
        }
    }

    private static Process Start()
    {
        string host = Environment.ProcessPath ?? throw new InvalidOperationException("the path of this program is unknown, so it cannot start itself");
        bool isRuntime = Path.GetFileNameWithoutExtension(host) == "dotnet";
        string[] arguments = isRuntime ? [typeof(Hogs).Assembly.Location, Argument] : [Argument];
        return Process.Start(new ProcessStartInfo(host, arguments) { RedirectStandardInput = true, UseShellExecute = false })
            ?? throw new InvalidOperationException($"{host} could not be started");
    }
}
