using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using BitRL.Cli.Composition;
using BitRL.Cli.Rendering;
using BitRL.Contracts.Backends;
using BitRL.Model.Encoders;
using Spectre.Console;

namespace BitRL.Cli.Commands;

/// <summary><c>bitrl encode</c>: what the backbone makes of a text: tokens, features, hidden states, time.</summary>
internal sealed class EncodeCommand
{
    private const int ShownFeatures = 8;
    private const int Repetitions = 20;
    private static readonly TimeSpan CheapEnough = TimeSpan.FromMilliseconds(100);
    private readonly CommandContext _context;
    private readonly Argument<string[]> _texts = new("text") { Description = "Texts to encode, each on its own. Without any: standard input.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> _file = new("--file") { Description = "Encode a file; - is standard input.", HelpName = "FILE" };
    private readonly Option<bool> _lines = new("--lines") { Description = "Take each line of the file or of standard input as a text of its own." };
    private readonly Option<string?> _tokenIds = new("--token-ids") { Description = "Encode these token ids, just as they are.", HelpName = "5,17,…" };
    private readonly Option<bool> _perToken = new("--per-token") { Description = "Give the hidden state of every token after the final norm too." };
    private readonly Option<Pooling?> _pooling = ChoiceOption.Create<Pooling>("--pooling", "HOW", "How hidden states become one vector: mean, last or both. [default: both]");
    private readonly BackboneOptionsGroup _backbone;
    private readonly Option<bool> _json = JsonOption.Create();

    private EncodeCommand(CommandContext context)
    {
        _context = context;
        _backbone = new BackboneOptionsGroup(context);
    }

    public static Command Create(CommandContext context)
    {
        var self = new EncodeCommand(context);
        var command = new Command("encode", "Encode texts or token ids with a backbone: bitrl encode 'x=0.12 v=-0.5'.")
        {
            self._texts, self._file, self._lines, self._tokenIds, self._perToken, self._pooling, self._json,
        };
        self._backbone.AddTo(command);
        command.SetAction((parsed, cancellation) => Task.FromResult(self.Run(parsed, cancellation)));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        _json.Apply(parsed, _context);
        bool perToken = parsed.GetValue(_perToken);
        string? ids = parsed.GetValue(_tokenIds);
        var inputs = ids is null ? ReadTexts(parsed) : [];
        using var opened = _backbone.Open(parsed);
        using var encoder = new TextEncoder(opened.Backbone, parsed.GetValue(_pooling) ?? Pooling.Both, _context.Time);
        if (ids is not null)
        {
            Write(opened, EncodeIds(encoder, ids), text: null, perToken);
        }

        foreach (var input in inputs)
        {
            cancellation.ThrowIfCancellationRequested();
            Write(opened, EncodeText(encoder, input), input, perToken);
        }

        return ExitCode.Success;
    }

    private List<byte[]> ReadTexts(ParseResult parsed)
    {
        string[] given = parsed.GetValue(_texts) ?? [];
        string? file = parsed.GetValue(_file);
        if (given.Length > 0)
        {
            return file is null
                ? [.. given.Select(Encoding.UTF8.GetBytes)]
                : throw new CommandException(ExitCode.Usage, "there are texts and --file; give one of them");
        }

        byte[] content = file is null or "-" ? ReadStandardInput() : ReadFile(file);
        var texts = parsed.GetValue(_lines) ? SplitLines(content) : [content];
        return texts.Exists(text => text.Length > 0)
            ? texts.FindAll(text => text.Length > 0)
            : throw new CommandException(ExitCode.BadInput, "there is nothing to encode: the input is empty");
    }

    private static byte[] ReadFile(string path) => File.Exists(path)
        ? File.ReadAllBytes(path)
        : throw new CommandException(ExitCode.InputOutput, $"there is no file '{path}'; check the path, or give - for standard input");

    private static byte[] ReadStandardInput()
    {
        using var input = Terminal.OpenStandardInput();
        using var content = new MemoryStream();
        input.CopyTo(content);
        return content.ToArray();
    }

    /// <summary>Each line with its line feed, which closes a state's text.</summary>
    private static List<byte[]> SplitLines(byte[] content)
    {
        var lines = new List<byte[]>();
        for (int from = 0; from < content.Length;)
        {
            int end = Array.IndexOf(content, (byte)'\n', from);
            int next = end < 0 ? content.Length : end + 1;
            if (next - from > 1)
            {
                lines.Add(content[from..next]);
            }

            from = next;
        }

        return lines;
    }

    private static EncodedText EncodeIds(TextEncoder encoder, string ids)
    {
        var tokens = new List<int>();
        foreach (string part in ids.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            tokens.Add(int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int token)
                ? token
                : throw new CommandException(ExitCode.Usage, $"'{part}' in --token-ids is not a token id; write whole numbers with commas, such as 5,17"));
        }

        return Guard(() => encoder.Encode([.. tokens]));
    }

    private static EncodedText EncodeText(TextEncoder encoder, byte[] text) => Guard(() => encoder.Encode(text));

    /// <summary>Encodes, and again for the time where that is cheap: the first call compiles. An input that cannot be taken is refused in the encoder's own words.</summary>
    private static EncodedText Guard(Func<EncodedText> encode)
    {
        try
        {
            var best = encode();
            for (int i = 0; i < Repetitions && best.Elapsed < CheapEnough; i++)
            {
                var again = encode();
                best = again.Elapsed < best.Elapsed ? again : best;
            }

            return best;
        }
        catch (ArgumentException refused)
        {
            throw new CommandException(ExitCode.BadInput, refused.Message.Split(" (Parameter '", 2)[0], refused);
        }
    }

    private void Write(OpenedBackbone opened, EncodedText encoded, byte[]? text, bool perToken)
    {
        if (_context.Terminal.IsMachineReadable)
        {
            _context.Terminal.WriteJson(Describe(opened, encoded, text, perToken));
            return;
        }

        double milliseconds = encoded.Elapsed.TotalMilliseconds;
        var results = _context.Terminal.Results;
        results.Write(Tables.Facts(
            ("model", $"{opened.Backbone.Configuration.Name}, layer {opened.Backbone.Layer} of {opened.Backbone.Configuration.Blocks}, {opened.Description}"),
            ("tokens", $"{encoded.Tokens.Count}: {string.Join(' ', encoded.Tokens)}"),
            ("features", $"{encoded.Features.Length}: {Preview(encoded.Features.Span)}"),
            ("time", $"{Numbers.Milliseconds(milliseconds)}, {Numbers.Count(encoded.Tokens.Count / encoded.Elapsed.TotalSeconds)} tokens/s (without caches)")));
        if (perToken)
        {
            WriteStates(opened, encoded);
        }

        results.WriteLine();
    }

    private void WriteStates(OpenedBackbone opened, EncodedText encoded)
    {
        int width = opened.Backbone.Configuration.HiddenSize;
        var table = Tables.Make("n#", "id#", "token", "hidden state");
        for (int i = 0; i < encoded.Tokens.Count; i++)
        {
            int token = encoded.Tokens[i];
            table.Row($"{i}", $"{token}", Described(opened, token), Preview(encoded.HiddenStates.Span.Slice(i * width, width)));
        }

        _context.Terminal.Results.Write(table);
    }

    private static string Described(OpenedBackbone opened, int token) => opened.Backbone.Tokenizer.Describe(token).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Preview(ReadOnlySpan<float> values)
    {
        var text = new StringBuilder();
        foreach (float value in values[..Math.Min(ShownFeatures, values.Length)])
        {
            text.Append(CultureInfo.InvariantCulture, $"{value:0.000} ");
        }

        return text.Append(values.Length > ShownFeatures ? "…" : string.Empty).ToString();
    }

    private static JsonObject Describe(OpenedBackbone opened, EncodedText encoded, byte[]? text, bool perToken)
    {
        int width = opened.Backbone.Configuration.HiddenSize;
        var value = new JsonObject
        {
            ["model"] = opened.Backbone.Configuration.Name,
            ["device"] = opened.Description,
            ["layer"] = opened.Backbone.Layer,
            ["text"] = text is null ? null : Encoding.UTF8.GetString(text),
            ["tokens"] = JsonOutput.Array(encoded.Tokens, token => JsonValue.Create(token)),
            ["features"] = Values(encoded.Features.Span),
            ["ms"] = JsonOutput.Number(encoded.Elapsed.TotalMilliseconds, 4),
        };
        if (perToken)
        {
            value["hidden_states"] = JsonOutput.Array(Enumerable.Range(0, encoded.Tokens.Count), i => Values(encoded.HiddenStates.Span.Slice(i * width, width)));
        }

        return value;
    }

    /// <summary>float32 in its shortest form that reads back as the same bits.</summary>
    private static JsonArray Values(ReadOnlySpan<float> values)
    {
        var array = new JsonArray();
        foreach (float value in values)
        {
            array.Add(JsonValue.Create(value));
        }

        return array;
    }
}
