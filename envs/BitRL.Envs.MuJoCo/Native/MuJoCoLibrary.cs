using System.Runtime.InteropServices;
using System.Text;

namespace BitRL.Envs.MuJoCo.Native;

/// <summary>The functions of the shim; <c>bitrl_mujoco.c</c> documents them. One installation a process: the first one that is opened. Thread-safe.</summary>
internal static class MuJoCoLibrary
{
    private const string Shim = "bitrl_mujoco";
    private static readonly Lock Gate = new();
    private static nint _handle;

    static MuJoCoLibrary() =>
        NativeLibrary.SetDllImportResolver(typeof(MuJoCoLibrary).Assembly, (name, _, _) => name == Shim ? _handle : 0);

    /// <summary>Opens the library, compiling the shim where that was not done before.</summary>
    /// <exception cref="MuJoCoUnavailableException">It cannot be opened; the message says why and what to do.</exception>
    public static void Open()
    {
        lock (Gate)
        {
            if (_handle == 0)
            {
                MuJoCoInstallation installation = MuJoCoInstallation.Find(Environment.GetEnvironmentVariable(MuJoCoInstallation.Variable));
                _handle = Load(ShimCompiler.Get(installation, ShimCompiler.DefaultCache()), installation);
            }
        }
    }

    /// <summary>Why the library cannot be used here, or null where it can.</summary>
    public static string? Problem()
    {
        try
        {
            Open();
            return null;
        }
        catch (MuJoCoUnavailableException problem)
        {
            return problem.Message;
        }
    }

    /// <summary>What the last call on this thread that failed said.</summary>
    public static string Message() => Marshal.PtrToStringUTF8(GetMessage()) ?? "";

    /// <summary>Compiles a model.</summary>
    /// <param name="path">An MJCF file.</param>
    public static MuJoCoHandle Load(string path) => Load(Encoding.UTF8.GetBytes(path + '\0'));

    [DllImport(Shim, EntryPoint = "bitrl_mujoco_free")]
    public static extern void Free(nint robot);

    [DllImport(Shim, EntryPoint = "bitrl_mujoco_sizes")]
    public static extern void Sizes(MuJoCoHandle robot, int[] sizes);

    [DllImport(Shim, EntryPoint = "bitrl_mujoco_set_state")]
    public static extern int SetState(MuJoCoHandle robot, ref readonly double positions, ref readonly double velocities);

    [DllImport(Shim, EntryPoint = "bitrl_mujoco_step")]
    public static extern int Step(MuJoCoHandle robot, ref readonly double controls, int count, double[] positions, double[] velocities);

    [DllImport(Shim, EntryPoint = "bitrl_mujoco_counts")]
    public static extern void Counts(MuJoCoHandle robot, int[] counts);

    [DllImport(Shim, EntryPoint = "bitrl_mujoco_places")]
    public static extern int Places(MuJoCoHandle robot, double[] places);

    [DllImport(Shim, EntryPoint = "bitrl_mujoco_field")]
    public static extern int Field(MuJoCoHandle robot, byte[] name, double[] values, int capacity);

    [DllImport(Shim, EntryPoint = "bitrl_mujoco_load")]
    private static extern MuJoCoHandle Load(byte[] path);

    [DllImport(Shim, EntryPoint = "bitrl_mujoco_message")]
    private static extern nint GetMessage();

    private static nint Load(string shim, MuJoCoInstallation installation)
    {
        nint handle;
        try
        {
            handle = NativeLibrary.Load(shim);
        }
        catch (DllNotFoundException error)
        {
            throw new MuJoCoUnavailableException($"the MuJoCo library '{installation.Library}' cannot be loaded: {error.Message}", error);
        }

        int header = Version(handle, "bitrl_mujoco_header_version");
        int library = Version(handle, "bitrl_mujoco_library_version");
        if (header != library)
        {
            NativeLibrary.Free(handle);
            throw new MuJoCoUnavailableException($"the headers in '{installation.Include}' are of MuJoCo {header}, but the library '{installation.Library}' is {library}; install both from the same release");
        }

        return handle;
    }

    private static int Version(nint handle, string function) =>
        Marshal.GetDelegateForFunctionPointer<VersionFunction>(NativeLibrary.GetExport(handle, function))();

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int VersionFunction();
}
