using System.CommandLine;

namespace BitRL.Cli.Commands;

/// <summary><c>bitrl completion bash|zsh|fish</c>: a script that makes the shell complete commands, options and names.</summary>
internal static class CompletionCommand
{
    // Each asks the program itself, by its [suggest:POSITION] directive, so that names of plugins complete too.
    private static readonly Dictionary<string, string> Scripts = new()
    {
        ["bash"] = """
            # bash completion of bitrl: eval "$(bitrl completion bash)"
            _bitrl_complete() {
                local IFS=$'\n'
                COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" "[suggest:$((COMP_POINT))]" "$COMP_LINE" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
                [ ${#COMPREPLY[@]} -eq 0 ] && COMPREPLY=($(compgen -f -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -o filenames -F _bitrl_complete bitrl ./bitrl
            """,
        ["zsh"] = """
            #compdef bitrl
            # zsh completion of bitrl: eval "$(bitrl completion zsh)"
            _bitrl_complete() {
                local -a candidates
                candidates=(${(f)"$(${words[1]} "[suggest:$((CURSOR))]" "$BUFFER" 2>/dev/null)"})
                (( ${#candidates} )) && compadd -a candidates || _files
            }
            compdef _bitrl_complete bitrl ./bitrl
            """,
        ["fish"] = """
            # fish completion of bitrl: bitrl completion fish | source
            function __bitrl_complete
                set -l line (commandline -cp)
                set -l program (commandline -opc)[1]
                $program "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
            end
            complete -c bitrl -a '(__bitrl_complete)'
            """,
    };

    public static Command Create(CommandContext context)
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or fish" };
        shell.AcceptOnlyFromAmong([.. Scripts.Keys]);
        var command = new Command("completion", "Print a completion script for a shell, e.g. eval \"$(./bitrl completion bash)\".") { shell };
        command.SetAction(parsed => context.Terminal.Output.WriteLine(Scripts[parsed.GetRequiredValue(shell)]));
        return command;
    }
}
