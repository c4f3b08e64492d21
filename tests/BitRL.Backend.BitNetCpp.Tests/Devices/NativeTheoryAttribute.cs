using Xunit;

namespace BitRL.Backend.BitNetCpp.Tests.Devices;

/// <summary>A theory that needs the native library; skipped with the reason where it could not be built.</summary>
public sealed class NativeTheoryAttribute : TheoryAttribute
{
    public NativeTheoryAttribute()
    {
        Skip = NativeSkip.Reason!;
    }
}
