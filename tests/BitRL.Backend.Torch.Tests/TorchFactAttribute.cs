using Xunit;

namespace BitRL.Backend.Torch.Tests;

/// <summary>A test that needs libtorch; where there is none it is skipped, with the reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TorchFactAttribute : FactAttribute
{
    public TorchFactAttribute()
    {
        Skip = LibTorch.Problem;
    }
}
