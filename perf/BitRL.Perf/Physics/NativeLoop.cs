using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using BitRL.Envs.MuJoCo;

namespace BitRL.Perf.Physics;

/// <summary>The C loop beside this file, compiled into a temporary folder.</summary>
internal sealed class NativeLoop : IDisposable
{
    private readonly string _folder;

    private NativeLoop(string folder) => _folder = folder;

    private string Program => Path.Combine(_folder, "mujoco_loop");

    /// <param name="remark">The compiler's line, or why there is no loop.</param>
    public static NativeLoop? TryBuild(out string remark)
    {
        NativeLoop loop = new(Directory.CreateTempSubdirectory("bitrl-perf-").FullName);
        string[] arguments = ["-O2", "-o", loop.Program, Path.Combine(SourceFolder(), "mujoco_loop.c"), "-lmujoco"];
        try
        {
            (int code, _, string errors) = Execute("cc", arguments);
            if (code == 0)
            {
                remark = "The C loop was built with cc -O2 -lmujoco.";
                return loop;
            }

            remark = $"There is no C loop to compare with: {errors.Trim()}";
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            remark = $"There is no C loop to compare with: cc cannot be started ({error.Message})";
        }

        loop.Dispose();
        return null;
    }

    /// <summary>CPU time of a step.</summary>
    public double Microseconds(RobotTask task, int steps)
    {
        string model = Path.Combine(_folder, task.ModelName + ".xml");
        File.WriteAllText(model, task.Xml);
        (int code, string output, string errors) = Execute(Program, [model, task.Descriptor.Id, steps.ToString(CultureInfo.InvariantCulture), "1"]);
        return code == 0
            ? double.Parse(output.Split(' ')[1], CultureInfo.InvariantCulture) * 1e6 / steps
            : throw new InvalidOperationException($"the C loop ended with code {code}: {errors}");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static (int Code, string Output, string Errors) Execute(string program, string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors);
    }

    private static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
