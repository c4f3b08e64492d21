using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace BitRL.Backend.BitNetCpp.Interop;

/// <summary>One kernel variant of the library.</summary>
/// <param name="Name">Value of the setting <c>kernels</c>.</param>
/// <param name="Title">For people.</param>
/// <param name="Needs">What the processor must have, as the end of a sentence.</param>
/// <param name="IsSupported">Whether this processor has it.</param>
/// <param name="Score">Higher is faster.</param>
internal sealed record NativeVariant(string Name, string Title, string Needs, bool IsSupported, int Score)
{
    /// <summary>All variants, fastest first. The library must be there.</summary>
    public static unsafe ImmutableArray<NativeVariant> All()
    {
        var variants = ImmutableArray.CreateBuilder<NativeVariant>();
        for (int i = 0; i < NativeMethods.bitrl_variant_count(); i++)
        {
            NativeVariantInfo info;
            if (NativeMethods.bitrl_variant(i, &info) == NativeStatus.Ok)
            {
                variants.Add(new NativeVariant(Text(info.Name), Text(info.Title), Text(info.Needs), info.Supported != 0, info.Score));
            }
        }

        return variants.ToImmutable();
    }

    private static unsafe string Text(byte* text) => Marshal.PtrToStringUTF8((nint)text) ?? "";
}
