namespace BitRL.Backend.BitNetCpp.Interop;

/// <summary><c>bitrl_status</c>.</summary>
internal enum NativeStatus
{
    Ok = 0,
    Unsupported = 1,
    SelfTest = 2,
    OutOfMemory = 3,
    Invalid = 4,
}
