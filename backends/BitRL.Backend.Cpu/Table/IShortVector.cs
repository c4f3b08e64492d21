namespace BitRL.Backend.Cpu.Table;

/// <summary>
/// A vector of 16-bit integers, one lane a token. It lets the table method be written once for every width: the just-in-time compiler makes
/// separate code for each struct, in which these calls are single instructions.
/// </summary>
internal unsafe interface IShortVector<TSelf>
    where TSelf : struct, IShortVector<TSelf>
{
    /// <summary>Lanes.</summary>
    static abstract int Count { get; }

    static abstract TSelf Load(short* source);

    /// <summary>Reads Count bytes and widens them without sign.</summary>
    static abstract TSelf LoadBytes(byte* source);

    static abstract TSelf Create(short value);

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator &(TSelf left, TSelf right);

    static abstract TSelf operator <<(TSelf value, int shift);

    /// <summary>Keeps the sign.</summary>
    static abstract TSelf operator >>(TSelf value, int shift);

    static abstract TSelf Abs(TSelf value);

    static abstract bool AnyNegative(TSelf value);

    /// <summary>This plus a vector in memory: one instruction, where an addition of a loaded vector comes out as two.</summary>
    TSelf Plus(short* source);

    void Store(short* target);

    /// <summary>target += lanes, in 32 bits.</summary>
    void AddTo(int* target);
}
