namespace BitRL.Model.Weights;

/// <summary>A GGUF file is damaged, hostile, or of a kind that is not supported. The message says which file, where, which value, and what to do.</summary>
public sealed class GgufFormatException : Exception
{
    /// <summary>Creates it without a message.</summary>
    public GgufFormatException()
    {
    }

    /// <summary>Creates it with a complete message.</summary>
    public GgufFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Creates it with a complete message and the cause.</summary>
    public GgufFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates it with a message of the form "file: problem (at byte offset); advice".</summary>
    /// <param name="file">Name of the file.</param>
    /// <param name="offset">Byte offset in the file, or −1 where none applies.</param>
    /// <param name="problem">What is wrong, with the value.</param>
    /// <param name="advice">What to do.</param>
    public GgufFormatException(string file, long offset, string problem, string advice = DamagedAdvice)
        : base(offset < 0 ? $"{file}: {problem}; {advice}" : $"{file}: {problem} (at byte {offset}); {advice}")
    {
        File = file;
        Offset = offset;
    }

    internal const string DamagedAdvice = "the file is damaged or not a GGUF model: fetch or export it again";

    /// <summary>Name of the file, or null where unknown.</summary>
    public string? File { get; }

    /// <summary>Byte offset of the damage in the file, or −1 where none applies.</summary>
    public long Offset { get; } = -1;
}
