using BitRL.Contracts.Observations;

namespace BitRL.Generators.Tests.Cases;

public enum Weather : ulong
{
    Sunny,
    HeavyRain = 7,
    Drizzle = ulong.MaxValue,

    /// <summary>Another name for a value that has one: the first name prints.</summary>
    Downpour = HeavyRain,
}

/// <summary>Every type a field can have, with ranges up to the ends of the type and beyond.</summary>
[ObservationSchema("Every type")]
public readonly partial record struct EveryTypeObservation(
    [Field(Description = "a flag")] bool Flag,
    [Field(Description = "the weather")] Weather Weather,
    [Field(-128, 127, Unit = "1", Description = "a signed byte")] sbyte SignedByte,
    [Field(0, 255, Unit = "1", Description = "a byte")] byte Byte,
    [Field(-32768, 32767, Unit = "1", Description = "a short")] short Short,
    [Field(0, 65535, Unit = "1", Description = "an unsigned short")] ushort UnsignedShort,
    [Field(-99.5, 1e6, Unit = "K", Description = "an integer with ends between whole numbers")] int Int,
    [Field(0, 4294967295, Unit = "1", Description = "an unsigned integer")] uint UnsignedInt,
    [Field(-1e30, 1e30, Unit = "1", Description = "a long with ends outside its type")] long Long,
    [Field(-5, 1e30, Unit = "1", Description = "an unsigned long with ends outside its type")] ulong UnsignedLong,
    [Field(-1, 9.996f, Unit = "rad/s", Precision = 2, Description = "a float that rounds up to one more digit")] float Float,
    [Field(-0.0, 1e-3, Unit = "m", Precision = 9, Description = "a double with a small range")] double Small,
    [Field(-1e17, 1.5e17, Unit = "1", Precision = 0, Description = "a double with a large range")] double Large);
