using System.Globalization;
using System.Xml.Linq;

namespace BitRL.Envs.MuJoCo.Description;

/// <summary>
/// An MJCF element whose attributes fall back on the model's defaults. An attribute that was never asked for is refused: a model must not
/// mean one thing here and another in MuJoCo.
/// </summary>
internal sealed class MjcfElement(XElement element, XElement? defaults = null)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public string Name => Text("name", "");

    public string Text(string attribute, string otherwise)
    {
        _known.Add(attribute);
        return (string?)element.Attribute(attribute) ?? (string?)defaults?.Attribute(attribute) ?? otherwise;
    }

    public string Text(string attribute) => Text(attribute, "") is { Length: > 0 } text ? text : throw Problem($"lacks the attribute '{attribute}'");

    public bool Has(string attribute) => Text(attribute, "").Length > 0;

    public bool Flag(string attribute) => Text(attribute, "false") switch
    {
        "true" => true,
        "false" => false,
        var other => throw Problem($"has {attribute}=\"{other}\"; say true or false"),
    };

    public int Integer(string attribute, int otherwise) => Has(attribute) ? (int)Number(attribute, otherwise) : otherwise;

    public double Number(string attribute, double otherwise) => Numbers(attribute, [otherwise])[0];

    /// <summary>Up to as many numbers as the fallback has; those that are missing come from it.</summary>
    public double[] Numbers(string attribute, double[] otherwise)
    {
        string[] parts = Text(attribute, "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        double[] numbers = [.. otherwise];
        if (parts.Length > numbers.Length)
        {
            throw Problem($"has {parts.Length} numbers in '{attribute}', of which at most {numbers.Length} have a meaning here");
        }

        for (int i = 0; i < parts.Length; i++)
        {
            if (!double.TryParse(parts[i], CultureInfo.InvariantCulture, out numbers[i]) || !double.IsFinite(numbers[i]))
            {
                throw Problem($"has '{parts[i]}' in '{attribute}', which is no finite number");
            }
        }

        return numbers;
    }

    /// <summary>A point or direction, which must lie in the x–z plane.</summary>
    public PlanarVector Vector(string attribute, double[] otherwise)
    {
        double[] numbers = Numbers(attribute, otherwise);
        return numbers[1] == 0 ? new PlanarVector(numbers[0], numbers[2]) : throw Problem($"leaves the x-z plane: y is {numbers[1]} in '{attribute}'");
    }

    /// <summary>Refuses what was never asked for.</summary>
    public void Finish()
    {
        if (element.Attributes().Concat(defaults?.Attributes() ?? []).FirstOrDefault(a => !_known.Contains(a.Name.LocalName)) is { } unknown)
        {
            throw Problem($"has the attribute '{unknown.Name.LocalName}', which the planar engine does not know");
        }
    }

    public FormatException Problem(string what)
    {
        string name = (string?)element.Attribute("name") is { } own ? $" name=\"{own}\"" : "";
        return new FormatException($"<{element.Name.LocalName}{name}> {what}");
    }
}
