using System.Runtime.InteropServices;

namespace BitRL.Backend.Torch.Memory;

/// <summary>
/// Settings of the C library's heap. By default glibc maps and unmaps every block above 128 KB, and a pass through a small backbone takes many such
/// blocks: a third of the time of a training step, and half of that of a pass of 512 tokens, went into page faults.
/// </summary>
internal static partial class NativeHeap
{
    private const int TrimThreshold = -1;
    private const int MmapThreshold = -3;
    private const int ArenaMax = -8;
    private const int LargestMmapThreshold = 32 << 20; // glibc refuses more.

    /// <summary>Keeps freed blocks for the next pass. Does nothing where the C library is not glibc.</summary>
    /// <param name="isShared">In one arena for all threads: autograd frees on another thread what this one allocated.</param>
    public static void KeepFreedBlocks(bool isShared)
    {
        try
        {
            if (isShared)
            {
                _ = SetOption(ArenaMax, 1);
            }

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
