namespace BitRL.Model.Weights;

/// <summary>
/// The ways in which builds of bitnet.cpp pack I2_S, all under one type id and with nothing in the file that tells them apart: each is a permutation of the
/// same codes. A model that was packed in another way than it is read gives finite nonsense.
/// </summary>
public enum TernaryLayout
{
    /// <summary>128 elements in 32 bytes, element j in byte j mod 32 at bits 6 − 2·(j div 32): the official files, and the only one that is run.</summary>
    Blocks128,

    /// <summary>64 elements in 16 bytes, element j in byte j mod 16 at bits 6 − 2·(j div 16): quantised on ARM since November 2025.</summary>
    Blocks64,

    /// <summary>Four rows side by side: the byte of a column holds row r at bits 6 − 2·(r mod 4): x86 builds without activation parallelism.</summary>
    Rows4,
}
