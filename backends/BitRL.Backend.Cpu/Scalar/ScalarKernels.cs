namespace BitRL.Backend.Cpu.Scalar;

/// <summary>The scalar twin of every kernel: the reference that the others are held against, and what runs where no vectors are.</summary>
internal static class ScalarKernels
{
    public static KernelSet Create() => new()
    {
        Name = "scalar",
        Title = "scalar reference",
        Needs = "nothing",
        IsSupported = true,
        Score = 10,
        Ternary = new ScalarTernary(),
        Dense = new ScalarDense(),
        Rows = new ScalarRows(),
        Attention = new ScalarAttention(),
    };
}
