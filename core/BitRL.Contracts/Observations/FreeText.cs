using System.Text;

namespace BitRL.Contracts.Observations;

/// <summary>
/// Text that an environment does not control (a mission, a game's answer, what a person said) on its way between double quotes. Whatever it
/// holds, it stays on its line and within its quotes, so it cannot pass for other fields.
/// </summary>
internal static class FreeText
{
    /// <summary>Writes a text; runs of white space and control characters become one blank, those at the ends nothing.</summary>
    /// <param name="text">UTF-8; invalid bytes become U+FFFD.</param>
    /// <param name="maxBytes">Most bytes before escaping.</param>
    /// <param name="isJson">Escape quotes and backslashes; else double quotes become single ones.</param>
    /// <param name="destination">Where to.</param>
    /// <param name="written">Bytes written; undefined on failure.</param>
    /// <returns>Whether it fitted into the destination.</returns>
    public static bool TryWrite(ReadOnlySpan<byte> text, int maxBytes, bool isJson, Span<byte> destination, out int written)
    {
        written = 0;
        int counted = 0;
        bool afterBlank = false;
        while (!text.IsEmpty)
        {
            Rune.DecodeFromUtf8(text, out Rune rune, out int length);
            text = text[length..];
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                afterBlank = counted > 0;
                continue;
            }

            counted += rune.Utf8SequenceLength + (afterBlank ? 1 : 0);
            if (counted > maxBytes)
            {
                return true;
            }

            if ((afterBlank && !TryPut((byte)' ', destination, ref written)) || !TryPut(rune, isJson, destination, ref written))
            {
                return false;
            }

            afterBlank = false;
        }

        return true;
    }

    private static bool TryPut(Rune rune, bool isJson, Span<byte> destination, ref int written)
    {
        if (rune.Value == '"' && !isJson)
        {
            return TryPut((byte)'\'', destination, ref written);
        }

        if (isJson && rune.Value is '"' or '\\' && !TryPut((byte)'\\', destination, ref written))
        {
            return false;
        }

        bool fits = rune.TryEncodeToUtf8(destination[written..], out int length);
        written += length;
        return fits;
    }

    private static bool TryPut(byte value, Span<byte> destination, ref int written)
    {
        if (written == destination.Length)
        {
            return false;
        }

        destination[written++] = value;
        return true;
    }
}
