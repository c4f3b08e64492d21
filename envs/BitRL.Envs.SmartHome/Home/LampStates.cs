using System.Numerics;

namespace BitRL.Envs.SmartHome.Home;

/// <summary>Level and colour temperature of every lamp, packed: a copy costs eight bytes, a comparison two instructions.</summary>
/// <param name="Levels">Three bits a lamp, 0 (off) to 4 (100%).</param>
/// <param name="Colors">Three bits a lamp, a <see cref="LightColor"/>.</param>
internal readonly record struct LampStates(uint Levels, uint Colors)
{
    private const int Bits = 3;
    private const uint Mask = (1 << Bits) - 1;

    /// <summary>Level of a lamp, 0 to 4.</summary>
    public int Level(int lamp) => (int)((Levels >> (Bits * lamp)) & Mask);

    /// <summary>Colour temperature of a lamp.</summary>
    public LightColor Color(int lamp) => (LightColor)((Colors >> (Bits * lamp)) & Mask);

    public LampStates WithLevel(int lamp, int level) => this with { Levels = Put(Levels, lamp, level) };

    public LampStates WithColor(int lamp, LightColor color) => this with { Colors = Put(Colors, lamp, (int)color) };

    /// <summary>How many lamps outside a set differ from another state, in level or colour.</summary>
    public int ChangesOutside(int lamps, LampStates other)
    {
        int changes = 0;
        for (int lamp = 0; lamp < HomeLayout.Lamps.Length; lamp++)
        {
            if ((lamps & (1 << lamp)) == 0 && (Level(lamp) != other.Level(lamp) || Color(lamp) != other.Color(lamp)))
            {
                changes++;
            }
        }

        return changes;
    }

    /// <summary>Sum of the levels of some lamps.</summary>
    public int LevelSum(int lamps)
    {
        int sum = 0;
        for (; lamps != 0; lamps &= lamps - 1)
        {
            sum += Level(BitOperations.TrailingZeroCount(lamps));
        }

        return sum;
    }

    /// <summary>Power of some lamps, W. Exact: quarters of integers.</summary>
    public double Watts(int lamps)
    {
        int quarters = 0;
        for (; lamps != 0; lamps &= lamps - 1)
        {
            int lamp = BitOperations.TrailingZeroCount(lamps);
            quarters += HomeLayout.Lamps[lamp].Watts * Level(lamp);
        }

        return quarters / 4.0;
    }

    /// <summary>Light of some lamps, lux. Exact: quarters of integers.</summary>
    public double Lux(int lamps)
    {
        int quarters = 0;
        for (; lamps != 0; lamps &= lamps - 1)
        {
            int lamp = BitOperations.TrailingZeroCount(lamps);
            quarters += HomeLayout.Lamps[lamp].Lux * Level(lamp);
        }

        return quarters / 4.0;
    }

    private static uint Put(uint packed, int lamp, int value) => (packed & ~(Mask << (Bits * lamp))) | ((uint)value << (Bits * lamp));
}
