using BitRL.Agent.Folders;

namespace BitRL.Cli.Rendering;

/// <summary>A file that an option names and a command writes at its end: what can be known to be wrong is said before the work, and it is there whole or not at all.</summary>
internal sealed class OutputFile
{
    private readonly string _option;
    private readonly string _path;

    /// <param name="option">The option, for messages: <c>--html</c>.</param>
    /// <param name="path">What the user gave.</param>
    /// <exception cref="CommandException">It is a folder, or its folder does not exist.</exception>
    public OutputFile(string option, string path)
    {
        _option = option;
        _path = path;
        if (path.Length == 0 || Directory.Exists(path))
        {
            throw new CommandException(ExitCode.InputOutput, $"{option} '{path}' is {(path.Length == 0 ? "empty" : "a folder")}; give the name of a file");
        }

        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? path;
        if (!Directory.Exists(folder))
        {
            throw new CommandException(ExitCode.InputOutput, $"the folder '{folder}' for {option} does not exist; make it first");
        }
    }

    /// <summary>Writes all of it; an older file of the name stays until the new one is complete.</summary>
    /// <exception cref="CommandException">The disk is full, or the place may not be written.</exception>
    public void Write(Action<Stream> write)
    {
        try
        {
            AtomicFile.Write(Path.GetFullPath(_path), write);
        }
        catch (RunFolderException failure)
        {
            string reason = (failure.InnerException ?? failure).Message.ReplaceLineEndings(" ").TrimEnd('.');
            throw new CommandException(ExitCode.InputOutput, $"{_option} {_path} could not be written: {reason}; give a file elsewhere", failure);
        }
    }

    /// <summary>Writes a text as UTF-8 in the same way.</summary>
    /// <exception cref="CommandException">The disk is full, or the place may not be written.</exception>
    public void WriteText(string text) => Write(stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));
}
