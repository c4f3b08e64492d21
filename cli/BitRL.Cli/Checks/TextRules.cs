using System.Text.Unicode;

namespace BitRL.Cli.Checks;

/// <summary>What holds for every part of an observation text: decision 0003.</summary>
internal static class TextRules
{
    /// <summary>What is wrong with a part, as the end of a sentence; null where nothing is.</summary>
    public static string? Problem(ReadOnlySpan<byte> part)
    {
        if (part.IsEmpty)
        {
            return "is empty";
        }

        if (!Utf8.IsValid(part))
        {
            return "is not valid UTF-8";
        }

        if (part[^1] != '\n')
        {
            return "does not end in a line feed, so its last token could span the seam to the next part";
        }

        return part[0] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r' ? "starts with white space" : null;
    }
}
