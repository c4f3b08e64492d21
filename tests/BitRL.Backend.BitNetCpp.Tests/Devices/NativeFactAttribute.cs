using Xunit;

namespace BitRL.Backend.BitNetCpp.Tests.Devices;

/// <summary>A fact that needs the native library; skipped with the reason where it could not be built.</summary>
public sealed class NativeFactAttribute : FactAttribute
{
    public NativeFactAttribute()
    {
        Skip = NativeSkip.Reason!;
    }
}
