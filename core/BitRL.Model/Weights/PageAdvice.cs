using System.Runtime.InteropServices;

namespace BitRL.Model.Weights;

/// <summary>Advice to the system about mapped pages. Only advice: where there is no such call, nothing happens and nothing breaks.</summary>
internal static unsafe partial class PageAdvice
{
    private const int DontNeed = 4; // MADV_DONTNEED, on Linux and macOS alike

    /// <summary>Lets the whole pages in a read-only file mapping go; they are read from the file again when they are used.</summary>
    public static void Release(byte* start, long length)
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
        {
            return;
        }

        nuint page = (nuint)Environment.SystemPageSize;
        nuint first = ((nuint)start + page - 1) / page * page;
        nuint end = ((nuint)start + (nuint)length) / page * page;
        if (end > first)
        {
            _ = Advise(first, end - first, DontNeed);
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nuint address, nuint length, int advice);
}
