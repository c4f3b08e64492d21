using System.Runtime.InteropServices;

namespace BitRL.Envs.MuJoCo.Native;

/// <summary>Owns a model and its data on the native side.</summary>
internal sealed class MuJoCoHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        MuJoCoLibrary.Free(handle);
        return true;
    }
}
