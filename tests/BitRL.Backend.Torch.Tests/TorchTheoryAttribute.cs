using Xunit;

namespace BitRL.Backend.Torch.Tests;

/// <summary>As <see cref="TorchFactAttribute"/>, for several cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TorchTheoryAttribute : TheoryAttribute
{
    public TorchTheoryAttribute()
    {
        Skip = LibTorch.Problem;
    }
}
