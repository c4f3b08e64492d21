using System.Buffers.Text;
using System.Globalization;

namespace BitRL.Contracts.Observations;

/// <summary>
/// The rules of observation text, written once. Numbers: invariant culture; NaN is refused by name; values are clamped to their range (which
/// makes byte bounds exact); rounding never yields a negative zero. Free text: one line, no control characters, no quote that could end it.
/// Writes into a caller-owned span and allocates nothing.
/// </summary>
public ref struct Utf8TextWriter
{
    private const int MaxPrecision = 9;

    /// <summary>Below this, a double tells units from their neighbours, with digits to spare.</summary>
    private const double ExactUnits = 1e15;

    /// <summary>An array and not a span property: before the JIT optimises a method, such a span allocates at each use.</summary>
    private static readonly double[] PowersOfTen = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];

    private readonly Span<byte> _destination;
    private int _length;

    /// <summary>Starts at the beginning of a caller-owned buffer.</summary>
    public Utf8TextWriter(Span<byte> destination)
    {
        _destination = destination;
        _length = 0;
    }

    /// <summary>Starts at the beginning of a caller-owned buffer that must have room for the longest text, so that a buffer which is too short fails at once and not with a rare value.</summary>
    /// <param name="destination">The buffer.</param>
    /// <param name="required">Bytes that it must have.</param>
    /// <exception cref="ArgumentException">The buffer is shorter.</exception>
    public Utf8TextWriter(Span<byte> destination, int required)
    {
        if (destination.Length < required)
        {
            throw new ArgumentException(
                $"the buffer has {destination.Length} bytes and the text may need {required}; size it with MaxEpisodeBytes or MaxStepBytes", nameof(destination));
        }

        _destination = destination;
        _length = 0;
    }

    /// <summary>Bytes written so far.</summary>
    public readonly int Length => _length;

    /// <summary>Appends UTF-8 text as it is.</summary>
    /// <exception cref="ArgumentException">The buffer is full.</exception>
    public void Write(scoped ReadOnlySpan<byte> utf8)
    {
        if (!utf8.TryCopyTo(_destination[_length..]))
        {
            throw Full();
        }

        _length += utf8.Length;
    }

    /// <summary>Appends "yes" or "no".</summary>
    public void Write(bool value) => Write(value ? "yes"u8 : "no"u8);

    /// <summary>Appends free text for between double quotes: white space and control characters become single blanks, double quotes single ones.</summary>
    /// <param name="utf8">The text. Bytes that are not UTF-8 become replacement characters.</param>
    /// <param name="maxBytes">Most bytes to write; a longer text is cut between characters.</param>
    /// <exception cref="ArgumentException">The buffer is full.</exception>
    public void WriteText(scoped ReadOnlySpan<byte> utf8, int maxBytes) => WriteFree(utf8, maxBytes, isJson: false);

    /// <summary>Appends free text for a JSON string: as <see cref="WriteText"/>, but double quotes and backslashes are escaped.</summary>
    /// <param name="utf8">The text. Bytes that are not UTF-8 become replacement characters.</param>
    /// <param name="maxBytes">Most bytes before escaping; escaped they can be twice as many.</param>
    /// <exception cref="ArgumentException">The buffer is full.</exception>
    public void WriteJsonText(scoped ReadOnlySpan<byte> utf8, int maxBytes) => WriteFree(utf8, maxBytes, isJson: true);

    /// <summary>Appends an integer, clamped to its range.</summary>
    public void Write(long value, long minimum, long maximum)
    {
        if (!Utf8Formatter.TryFormat(Math.Clamp(value, minimum, maximum), _destination[_length..], out int written))
        {
            throw Full();
        }

        _length += written;
    }

    /// <summary>Appends an unsigned integer, clamped to its range.</summary>
    public void Write(ulong value, ulong minimum, ulong maximum)
    {
        if (!Utf8Formatter.TryFormat(Math.Clamp(value, minimum, maximum), _destination[_length..], out int written))
        {
            throw Full();
        }

        _length += written;
    }

    /// <summary>Appends a real number with a fixed number of decimals, clamped to its range; infinities are clamped too. Halves round to even.</summary>
    /// <param name="value">The value, in the field's unit.</param>
    /// <param name="minimum">Smallest printed value.</param>
    /// <param name="maximum">Largest printed value.</param>
    /// <param name="precision">Digits after the point, 0 to 9.</param>
    /// <param name="field">Name for the message if the value is NaN.</param>
    /// <exception cref="ArgumentException">The value is NaN, the range is not ordered, the precision is outside 0 to 9, or the buffer is full.</exception>
    public void Write(double value, double minimum, double maximum, int precision, string field)
    {
        if (double.IsNaN(value))
        {
            throw new ArgumentException($"field '{field}' is NaN: the environment produced no valid state", nameof(value));
        }

        if (precision is < 0 or > MaxPrecision)
        {
            throw new ArgumentOutOfRangeException(nameof(precision), precision, $"field '{field}' can have 0 to {MaxPrecision} digits after the point");
        }

        double clamped = Math.Clamp(value, minimum, maximum);
        double units = Math.Round(clamped * PowersOfTen[precision], MidpointRounding.ToEven);
        if (Math.Abs(units) < ExactUnits)
        {
            WriteUnits((long)units, precision);
        }
        else
        {
            WriteLarge(clamped, precision);
        }
    }

    /// <summary>Appends units of 10^−precision as a decimal fraction. As an integer, a rounded −0 has no sign: "-0.00" would be other tokens for the same state.</summary>
    private void WriteUnits(long units, int precision)
    {
        (ulong whole, ulong fraction) = Math.DivRem((ulong)Math.Abs(units), (ulong)PowersOfTen[precision]);
        if (units < 0)
        {
            Write("-"u8);
        }

        Write(whole, 0, ulong.MaxValue);
        if (precision == 0)
        {
            return;
        }

        Span<byte> digits = stackalloc byte[1 + MaxPrecision];
        digits[0] = (byte)'.';
        for (int i = precision; i > 0; i--)
        {
            (fraction, ulong digit) = Math.DivRem(fraction, 10);
            digits[i] = (byte)('0' + digit);
        }

        Write(digits[..(1 + precision)]);
    }

    /// <summary>Numbers of so many digits that their units are not exact as integers: the framework's own formatting, several times slower.</summary>
    private void WriteLarge(double value, int precision)
    {
        double rounded = Math.Round(value, precision, MidpointRounding.ToEven);
        Span<char> format = ['F', (char)('0' + precision)];
        if (!rounded.TryFormat(_destination[_length..], out int written, format, CultureInfo.InvariantCulture))
        {
            throw Full();
        }

        _length += written;
    }

    private void WriteFree(scoped ReadOnlySpan<byte> utf8, int maxBytes, bool isJson)
    {
        if (!FreeText.TryWrite(utf8, maxBytes, isJson, _destination[_length..], out int written))
        {
            throw Full();
        }

        _length += written;
    }

    private readonly ArgumentException Full() =>
        new($"the buffer of {_destination.Length} bytes is too short; size it with MaxEpisodeBytes or MaxStepBytes", "destination");
}
