using Xunit;

namespace BitRL.Backend.BitNetCpp.Tests.Native;

/// <summary>A fact that needs CMake and a C++ compiler.</summary>
public sealed class CompilerFactAttribute : FactAttribute
{
    public CompilerFactAttribute()
    {
        if (!Tool.Exists("cmake") || !(Tool.Exists("c++") || Tool.Exists("g++") || Tool.Exists("clang++")))
        {
            Skip = "no cmake or C++ compiler on the path (apt-get install g++ cmake)";
        }
    }
}
