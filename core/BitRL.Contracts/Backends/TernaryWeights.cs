namespace BitRL.Contracts.Backends;

/// <summary>
/// A ternary matrix in the I2_S layout of bitnet.cpp: row r starts at byte r·Inputs/4; 128 elements fill 32 bytes, element j in byte
/// j mod 32 at bits 6 − 2·(j div 32); codes 0, 1, 2 mean −1, 0, +1 and never 3.
/// </summary>
/// <param name="Codes">Outputs × Inputs / 4 bytes; checked by the reader to hold no code 3.</param>
/// <param name="Outputs">Rows.</param>
/// <param name="Inputs">Columns, a multiple of 128.</param>
/// <param name="Scale">w = (code − 1) · Scale; finite.</param>
public readonly record struct TernaryWeights(ReadOnlyMemory<byte> Codes, int Outputs, int Inputs, float Scale);
