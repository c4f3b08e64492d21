namespace BitRL.Ppo.Networks.Simd;

/// <summary>
/// A register of <see cref="Width"/> floats. The kernels are written once over it and compiled once a width; the JIT turns every member into
/// one instruction. All operations are lane by lane.
/// </summary>
internal unsafe interface ILanes<TSelf>
    where TSelf : struct, ILanes<TSelf>
{
    /// <summary>Floats a register holds; divides <see cref="AlignedBuffer.Lanes"/>.</summary>
    static abstract int Width { get; }

    /// <summary>Whether there are 32 such registers, enough for the large tile of <see cref="MatrixProduct"/>, rather than 16.</summary>
    static abstract bool HasManyRegisters { get; }

    static abstract TSelf Broadcast(float value);

    static abstract TSelf Load(float* source);

    void Store(float* destination);

    /// <summary>a · b + c, fused where the machine can.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    static abstract TSelf operator +(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a, TSelf b);

    static abstract TSelf operator *(TSelf a, TSelf b);

    static abstract TSelf operator /(TSelf a, TSelf b);

    static abstract TSelf Min(TSelf a, TSelf b);

    static abstract TSelf Max(TSelf a, TSelf b);

    static abstract TSelf Sqrt(TSelf a);

    static abstract TSelf Abs(TSelf a);

    static abstract TSelf Round(TSelf a);

    /// <summary>The magnitude of a with the sign of b.</summary>
    static abstract TSelf CopySign(TSelf a, TSelf b);

    /// <summary>2ⁿ for whole n from −126 to 127.</summary>
    static abstract TSelf PowerOfTwo(TSelf n);

    /// <summary>1 where a is above 0, else 0.</summary>
    static abstract TSelf Step(TSelf a);

    /// <summary>The sum of all lanes.</summary>
    static abstract float Sum(TSelf a);
}
