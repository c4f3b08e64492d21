namespace BitRL.Cli.Drawing;

/// <summary>Where a film goes: a GIF or a page, by the file's ending.</summary>
internal sealed class FilmFile
{
    private readonly string _path;
    private readonly Action<Film, Stream> _write;

    /// <param name="path">Ends in .gif, .html or .htm.</param>
    /// <exception cref="CommandException">Another ending, or a folder that does not exist: said before anything is played.</exception>
    public FilmFile(string path)
    {
        _path = path;
        _write = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".gif" => GifFilm.Write,
            ".html" or ".htm" => HtmlFilm.Write,
            _ => throw new CommandException(ExitCode.Usage, $"--record {path} is neither a .gif nor a .html; give one of them"),
        };
        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? path;
        if (!Directory.Exists(folder))
        {
            throw new CommandException(ExitCode.InputOutput, $"the folder '{folder}' for --record does not exist; make it first");
        }
    }

    /// <summary>Writes the whole film or nothing: an older file of the name stays until the new one is complete.</summary>
    /// <returns>Its size in bytes.</returns>
    public long Write(Film film)
    {
        string part = _path + ".part";
        try
        {
            using (var stream = File.Create(part))
            {
                _write(film, stream);
            }

            File.Move(part, _path, overwrite: true);
            return new FileInfo(_path).Length;
        }
        finally
        {
            File.Delete(part);
        }
    }
}
