using System.Runtime.InteropServices;

namespace BitRL.Backend.Torch.Pretraining;

/// <summary>
/// Settings of the C library's heap. By default glibc maps and unmaps every block above 128 KB, and a training step of a small backbone takes
/// hundreds of such blocks: a third of the time went into page faults.
/// </summary>
internal static partial class NativeHeap
{
    private const int TrimThreshold = -1;
    private const int MmapThreshold = -3;
    private const int ArenaMax = -8;
    private const int LargestMmapThreshold = 32 << 20; // glibc refuses more.

    /// <summary>Keeps freed blocks for the next step, in one arena (autograd frees on another thread what this one allocated). Does nothing where the C library is not glibc.</summary>
    public static void KeepFreedBlocks()
    {
        try
        {
            _ = SetOption(ArenaMax, 1);
            _ = SetOption(MmapThreshold, LargestMmapThreshold);
            _ = SetOption(TrimThreshold, int.MaxValue);
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            // Another C library: slower, not wrong.
        }
    }

    [LibraryImport("libc.so.6", EntryPoint = "mallopt")]
    private static partial int SetOption(int parameter, int value);
}
