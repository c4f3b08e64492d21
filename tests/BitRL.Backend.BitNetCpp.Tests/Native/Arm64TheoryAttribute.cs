using Xunit;

namespace BitRL.Backend.BitNetCpp.Tests.Native;

/// <summary>A theory that needs the cross compiler for 64-bit ARM and an emulator.</summary>
public sealed class Arm64TheoryAttribute : TheoryAttribute
{
    public const string Compiler = "aarch64-linux-gnu-g++";
    public const string Emulator = "qemu-aarch64";

    public Arm64TheoryAttribute()
    {
        if (!Tool.Exists("cmake") || !Tool.Exists(Compiler) || !Tool.Exists(Emulator))
        {
            Skip = $"no cmake, {Compiler} or {Emulator} on the path (tests/BitRL.Backend.BitNetCpp.Tests/install-arm64.sh installs them where it may)";
        }
    }
}
