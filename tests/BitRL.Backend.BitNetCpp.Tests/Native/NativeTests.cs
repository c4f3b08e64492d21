using Shouldly;
using Xunit;

namespace BitRL.Backend.BitNetCpp.Tests.Native;

/// <summary>The library's own tests: on this processor, under sanitizers, and for 64-bit ARM in an emulator.</summary>
public sealed class NativeTests
{
    [CompilerFact]
    public void TheNativeTestsPass() => NativeBuild.Test(NativeBuild.Make("tests"));

    // Vector code is far slower without optimisation, and no less checked with some.
    [CompilerFact]
    public void TheNativeTestsPassUnderAddressAndUndefinedBehaviourSanitizers() =>
        NativeBuild.Test(NativeBuild.Make("tests-sanitized", "-DBITRL_SANITIZE=ON", "-DCMAKE_BUILD_TYPE=None", "-DCMAKE_CXX_FLAGS=-O1"));

    /// <summary>A Cortex-A72 (Raspberry Pi 4) has no dot product; "max" has all that the emulator knows, as a Raspberry Pi 5 has it.</summary>
    [Arm64Theory]
    [InlineData("cortex-a72", "neon: tested", "dotprod: this processor has not what it needs")]
    [InlineData("max", "neon: tested", "dotprod: tested")]
    public void TheNativeTestsPassOnArm64(string processor, params string[] variants)
    {
        string program = NativeBuild.Make(
            "tests-arm64", "-DCMAKE_SYSTEM_NAME=Linux", "-DCMAKE_SYSTEM_PROCESSOR=aarch64", $"-DCMAKE_CXX_COMPILER={Arm64TheoryAttribute.Compiler}");
        string output = NativeBuild.Test(Arm64TheoryAttribute.Emulator, "-L", "/usr/aarch64-linux-gnu", "-cpu", processor, program);
        foreach (string line in variants)
        {
            output.ShouldContain(line);
        }
    }
}
