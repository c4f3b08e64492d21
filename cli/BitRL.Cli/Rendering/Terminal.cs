using BitRL.Cli.Drawing;
using Spectre.Console;

namespace BitRL.Cli.Rendering;

/// <summary>
/// Where a command writes. Results go to standard output, messages of failure to standard error; progress goes to standard output too,
/// unless that carries JSON. The only place in the product that knows the process's console.
/// </summary>
internal sealed class Terminal
{
    /// <summary>Wide enough for every table of ours: a pipe has no width, and wrapped rows cannot be searched with grep.</summary>
    private const int PipeWidth = 1000;

    private const int LeastColumns = 20;
    private const int LeastRows = 8;
    private static readonly (int Columns, int Rows) UsualSize = (80, 24);

    private readonly bool _outputIsTerminal;
    private readonly bool _errorIsTerminal;
    private readonly bool _mayRender;
    private IAnsiConsole? _results;
    private IAnsiConsole? _log;
    private bool _machineReadable;

    /// <param name="output">Standard output.</param>
    /// <param name="error">Standard error.</param>
    /// <param name="outputIsTerminal">Whether somebody watches standard output.</param>
    /// <param name="errorIsTerminal">Whether somebody watches standard error.</param>
    /// <param name="environment">Reads an environment variable.</param>
    public Terminal(TextWriter output, TextWriter error, bool outputIsTerminal, bool errorIsTerminal, Func<string, string?> environment)
    {
        Output = output;
        Error = error;
        _outputIsTerminal = outputIsTerminal;
        _errorIsTerminal = errorIsTerminal;
        // CI=true makes Spectre turn ANSI on even in a pipe; a build log wants plain lines.
        _mayRender = string.IsNullOrEmpty(environment("NO_COLOR")) && string.IsNullOrEmpty(environment("CI")) && environment("TERM") is not "dumb";
        Colors = !string.IsNullOrEmpty(environment("NO_COLOR"))
            ? TerminalColors.None
            : environment("COLORTERM") is "truecolor" or "24bit" ? TerminalColors.True : TerminalColors.Cube;
        CanRedraw = outputIsTerminal && environment("TERM") is not (null or "" or "dumb");
        ShowsStackTraces = environment("BITRL_DEBUG") is "1" or "true";
    }

    /// <summary>Standard output, for help texts and JSON.</summary>
    public TextWriter Output { get; }

    /// <summary>Standard error.</summary>
    public TextWriter Error { get; }

    /// <summary>Whether standard output is a terminal whose cursor can be moved: pictures can be drawn over each other.</summary>
    public bool CanRedraw { get; }

    /// <summary>Colours that pictures may use.</summary>
    public TerminalColors Colors { get; }

    /// <summary>Whether failures show where they came from.</summary>
    public bool ShowsStackTraces { get; }

    /// <summary>Whether standard output carries JSON only.</summary>
    public bool IsMachineReadable => _machineReadable;

    /// <summary>Tables and sentences about the result.</summary>
    public IAnsiConsole Results => _results ??= Make(Output, _outputIsTerminal);

    /// <summary>Progress and remarks.</summary>
    public IAnsiConsole Log => _log ??= _machineReadable ? Make(Error, _errorIsTerminal) : Results;

    /// <summary>Whether progress may be redrawn in place.</summary>
    public bool LogIsLive => _mayRender && (_machineReadable ? _errorIsTerminal : _outputIsTerminal);

    /// <summary>The terminal of this process.</summary>
#pragma warning disable RS0030 // this class is the cli's one door to the console
    public static Terminal OfProcess() => new(Console.Out, Console.Error, !Console.IsOutputRedirected, !Console.IsErrorRedirected, Environment.GetEnvironmentVariable);

    /// <summary>Standard input of this process.</summary>
    public static Stream OpenStandardInput() => Console.OpenStandardInput();

    /// <summary>Whether a person types, rather than a file or a pipe.</summary>
    public static bool InputIsTerminal => !Console.IsInputRedirected;

    /// <summary>The next line of standard input, or null at its end. Blocks: call it on a thread that may be left behind.</summary>
    public static string? ReadLine() => Console.In.ReadLine();

    /// <summary>The next key, not echoed. Blocks: call it on a thread that may be left behind.</summary>
    public static ConsoleKeyInfo ReadKey() => Console.ReadKey(intercept: true);

    /// <summary>Columns and rows of the window of standard output; 80 × 24 where it has none.</summary>
    public static (int Columns, int Rows) Size
    {
        get
        {
            try
            {
                // A terminal that does not know its size says 0.
                return Console.IsOutputRedirected || Console.WindowWidth <= 0 || Console.WindowHeight <= 0
                    ? UsualSize
                    : (Math.Max(LeastColumns, Console.WindowWidth), Math.Max(LeastRows, Console.WindowHeight));
            }
            catch (IOException)
            {
                return UsualSize;
            }
        }
    }
#pragma warning restore RS0030

    /// <summary>Shows the cursor that a display may have hidden: for a process that ends in the middle of one. Where nothing is redrawn nothing is written.</summary>
    public void ShowCursor()
    {
        if (CanRedraw || LogIsLive)
        {
            var writer = _outputIsTerminal ? Output : Error;
            writer.Write("\e[?25h");
            writer.Flush();
        }
    }

    /// <summary>From now on standard output carries JSON only; called before anything is written.</summary>
    public void BecomeMachineReadable() => _machineReadable = true;

    private IAnsiConsole Make(TextWriter writer, bool isTerminal)
    {
        bool rich = isTerminal && _mayRender;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = rich ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = rich ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = rich ? InteractionSupport.Detect : InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        if (!isTerminal)
        {
            console.Profile.Width = PipeWidth;
        }

        return console;
    }
}
