using System.Reflection;
using System.Runtime.InteropServices;
using BitRL.Backend.BitNetCpp.Interop;
using BitRL.Backend.BitNetCpp.Tests.Devices;
using BitRL.Contracts.Backends;
using Shouldly;
using Xunit;

namespace BitRL.Backend.BitNetCpp.Tests.Interop;

/// <summary>Both sides of the interface must see the same bytes: size and every offset of every structure, as the library was compiled.</summary>
public sealed class StructLayoutTests
{
    [NativeTheory]
    [InlineData(0, typeof(NativeVariantInfo))]
    [InlineData(1, typeof(NativeDeviceOptions))]
    [InlineData(2, typeof(NativeTuning))]
    [InlineData(3, typeof(NativeQuantized))]
    [InlineData(4, typeof(SequenceSpan))]
    [InlineData(5, typeof(NativeAttention))]
    [InlineData(6, typeof(NativeEmbedding))]
    public unsafe void SizeAndOffsetsAreThoseOfTheLibrary(int which, Type type)
    {
        FieldInfo[] fields = [.. type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).OrderBy(field => Offset(type, field))];
        int* offsets = stackalloc int[fields.Length + 1];
        offsets[fields.Length] = -1;
        int size = NativeMethods.bitrl_layout(which, offsets, fields.Length + 1);
        size.ShouldBe(SizeOf(type));
        fields.Select((field, i) => (field.Name, Offset(type, field))).ShouldBe(fields.Select((field, i) => (field.Name, offsets[i])));
        offsets[fields.Length].ShouldBe(-1, "the library's structure has more fields");
    }

    [NativeFact]
    public void TheLibraryHasTheVersionOfTheseDeclarations() => NativeMethods.bitrl_abi_version().ShouldBe(NativeMethods.AbiVersion);

    // The tuning is two inline arrays, which the marshaller cannot measure; its fields are equally long.
    private static int Offset(Type type, FieldInfo field) =>
        type == typeof(NativeTuning) ? (field.Name == nameof(NativeTuning.Multiply) ? 0 : NativeTuning.Count * sizeof(float)) : (int)Marshal.OffsetOf(type, field.Name);

    private static unsafe int SizeOf(Type type) => type == typeof(NativeTuning) ? sizeof(NativeTuning) : Marshal.SizeOf(type);
}
