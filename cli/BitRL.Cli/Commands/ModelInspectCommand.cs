using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using BitRL.Cli.Composition;
using BitRL.Cli.Rendering;
using BitRL.Model.Weights;
using Spectre.Console;

namespace BitRL.Cli.Commands;

/// <summary><c>bitrl model inspect</c>: what a GGUF file holds, and whether it is whole.</summary>
internal static class ModelInspectCommand
{
    private const int MostCharacters = 100;

    public static Command Create(CommandContext context)
    {
        var model = new Argument<string>("model") { Description = "A GGUF file, or the name of a shipped backbone.", DefaultValueFactory = _ => ModelNames.Embedded };
        var tensors = new Option<bool>("--tensors") { Description = "List every tensor." };
        var verify = new Option<bool>("--verify") { Description = "Read every tensor and refuse damaged codes, scales and values." };
        var json = JsonOption.Create();
        var command = new Command("inspect", "Show what a GGUF file holds: shape, tokenizer, tensors, hash.") { model, tensors, verify, json };
        command.SetAction(parsed =>
        {
            bool isJson = json.Apply(parsed, context);
            using var file = GgufFile.Open(ModelNames.Find(parsed.GetRequiredValue(model)));
            if (parsed.GetValue(verify))
            {
                Verify(file);
            }

            if (isJson)
            {
                context.Terminal.WriteJson(Describe(file, parsed.GetValue(tensors)));
            }
            else
            {
                Write(context.Terminal, file, parsed.GetValue(tensors));
            }
        });
        return command;
    }

    private static void Verify(GgufFile file)
    {
        foreach (var tensor in file.Tensors)
        {
            if (tensor.Type == GgufTensorType.I2_S)
            {
                tensor.ReadTernary();
            }
            else
            {
                tensor.ReadFloats();
            }
        }
    }

    private static void Write(Terminal terminal, GgufFile file, bool tensors)
    {
        long parameters = file.Tensors.Sum(tensor => tensor.ElementCount);
        terminal.Results.Write(Tables.Facts(
            ("file", file.Name),
            ("format", $"GGUF {file.Version}, {Numbers.Count(file.Length)} bytes, {file.Tensors.Count} tensors"),
            ("sha256", file.ContentHash),
            ("architecture", file.Architecture),
            ("parameters", $"{Numbers.Count(parameters)} ({TypeShares(file)})")));
        terminal.Results.WriteLine();
        var metadata = Tables.Make("key", "value");
        foreach (var value in file.Metadata)
        {
            metadata.Row(value.Key, Text(value));
        }

        terminal.Results.Write(metadata);
        if (!tensors)
        {
            return;
        }

        terminal.Results.WriteLine();
        var table = Tables.Make("tensor", "type", "shape", "bytes#", "offset#");
        foreach (var tensor in file.Tensors)
        {
            table.Row(tensor.Name, tensor.Type.ToString(), string.Join('×', tensor.Dimensions), Numbers.Count(tensor.ByteCount), Numbers.Count(tensor.FileOffset));
        }

        terminal.Results.Write(table);
    }

    private static string TypeShares(GgufFile file) => string.Join(", ", file.Tensors
        .GroupBy(tensor => tensor.Type)
        .OrderByDescending(group => group.Sum(tensor => tensor.ElementCount))
        .Select(group => $"{Numbers.Count(group.Sum(tensor => tensor.ElementCount))} as {group.Key}"));

    private static string Text(GgufValue value)
    {
        string text = value.Type switch
        {
            GgufValueType.Array => $"{Numbers.Count(value.Count)} × {value.ElementType}",
            GgufValueType.String => value.AsString().ReplaceLineEndings(" "),
            GgufValueType.Boolean => value.AsBoolean() ? "true" : "false",
            _ => value.AsNumber().ToString(CultureInfo.InvariantCulture),
        };
        return text.Length > MostCharacters ? text[..MostCharacters] + " …" : text;
    }

    private static JsonObject Describe(GgufFile file, bool tensors)
    {
        var value = new JsonObject
        {
            ["file"] = file.Name,
            ["version"] = file.Version,
            ["bytes"] = file.Length,
            ["sha256"] = file.ContentHash,
            ["architecture"] = file.Architecture,
            ["parameters"] = file.Tensors.Sum(tensor => tensor.ElementCount),
            ["metadata"] = new JsonObject(file.Metadata.Select(entry => KeyValuePair.Create(entry.Key, Node(entry)))),
        };
        if (tensors)
        {
            value["tensors"] = JsonOutput.Array(file.Tensors, tensor => new JsonObject
            {
                ["name"] = tensor.Name,
                ["type"] = tensor.Type.ToString(),
                ["dimensions"] = JsonOutput.Array(tensor.Dimensions, dimension => JsonValue.Create(dimension)),
                ["bytes"] = tensor.ByteCount,
                ["offset"] = tensor.FileOffset,
            });
        }

        return value;
    }

    private static JsonNode? Node(GgufValue value) => value.Type switch
    {
        GgufValueType.Array => Text(value),
        GgufValueType.String => value.AsString(),
        GgufValueType.Boolean => value.AsBoolean(),
        GgufValueType.Float32 or GgufValueType.Float64 => JsonOutput.Number(value.AsNumber()),
        GgufValueType.UInt64 => JsonOutput.Number(value.AsNumber()),
        _ => value.AsInteger(),
    };
}
