using BitRL.Cli.Rendering;

namespace BitRL.Cli.Drawing;

/// <summary>Where a film goes: a GIF or a page, by the file's ending.</summary>
internal sealed class FilmFile
{
    private readonly OutputFile _file;
    private readonly Action<Film, Stream> _write;

    /// <param name="path">Ends in .gif, .html or .htm.</param>
    /// <exception cref="CommandException">Another ending, or a folder that does not exist: said before anything is played.</exception>
    public FilmFile(string path)
    {
        _write = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".gif" => GifFilm.Write,
            ".html" or ".htm" => HtmlFilm.Write,
            _ => throw new CommandException(ExitCode.Usage, $"--record {path} is neither a .gif nor a .html; give one of them"),
        };
        _file = new OutputFile("--record", path);
    }

    /// <summary>Writes the whole film or nothing: an older file of the name stays until the new one is complete.</summary>
    /// <returns>Its size in bytes.</returns>
    public long Write(Film film)
    {
        long size = 0;
        _file.Write(stream =>
        {
            _write(film, stream);
            size = stream.Length;
        });
        return size;
    }
}
