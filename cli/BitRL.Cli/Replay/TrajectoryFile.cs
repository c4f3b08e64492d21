using System.IO.Compression;
using System.Text;

namespace BitRL.Cli.Replay;

/// <summary>Reads the lines of a trajectory file: JSON Lines, plain or compressed by gzip, whatever its name.</summary>
internal static class TrajectoryFile
{
    private const byte FirstOfGzip = 0x1F;
    private const byte SecondOfGzip = 0x8B;

    /// <summary>The lines that are not empty, numbered from 1.</summary>
    /// <exception cref="CommandException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is not UTF-8, or damaged.</exception>
    public static IEnumerable<(int Number, string Text)> ReadLines(string path)
    {
        if (!File.Exists(path))
        {
            throw new CommandException(ExitCode.InputOutput, $"{(Directory.Exists(path) ? $"'{path}' is a folder" : $"there is no file '{path}'")}; give a trajectory file in JSON Lines, also .gz");
        }

        using Stream file = Open(path);
        using var reader = new StreamReader(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        for (int number = 1; ReadLine(reader, path, number) is { } line; number++)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return (number, line);
            }
        }
    }

    private static Stream Open(string path)
    {
        var file = File.OpenRead(path);
        bool isCompressed = file.ReadByte() == FirstOfGzip && file.ReadByte() == SecondOfGzip;
        file.Position = 0;
        return isCompressed ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    private static string? ReadLine(StreamReader reader, string path, int number)
    {
        try
        {
            return reader.ReadLine();
        }
        catch (Exception damage) when (damage is DecoderFallbackException or InvalidDataException)
        {
            throw new InvalidDataException($"{path}, line {number}: {(damage is DecoderFallbackException ? "not UTF-8" : "the compressed data is damaged")}; give a trajectory file in JSON Lines", damage);
        }
    }
}
