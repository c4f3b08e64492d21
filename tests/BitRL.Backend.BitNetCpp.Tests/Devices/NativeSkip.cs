namespace BitRL.Backend.BitNetCpp.Tests.Devices;

/// <summary>Why native tests cannot run here.</summary>
internal static class NativeSkip
{
    /// <summary>Null where they can.</summary>
    public static string? Reason { get; } = new BitNetCppBackendProvider().Probe() is { IsAvailable: false } probe ? probe.Detail : null;
}
