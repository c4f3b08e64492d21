using TorchSharp;

namespace BitRL.Backend.Torch;

/// <summary>How many threads libtorch may use for one operation. It keeps the number thread by thread, so that every thread that calls it says its own.</summary>
internal static class TorchThreads
{
    [ThreadStatic]
    private static int _threads;

    /// <summary>Sets the number for operations that this thread starts; cheap where it is set already.</summary>
    public static void Use(int threads)
    {
        if (_threads != threads)
        {
            torch.set_num_threads(threads);
            _threads = threads;
        }
    }
}
