using System.Xml.Linq;
using BitRL.Architecture.Tests.Repository;

namespace BitRL.Architecture.Tests.References;

/// <summary>A project and what it says that it references.</summary>
/// <param name="Name">File name without extension.</param>
/// <param name="Path">Relative to the root.</param>
/// <param name="References">All edges, conditions disregarded: what a condition may add must be allowed too.</param>
internal sealed record ProjectFile(string Name, string Path, IReadOnlyList<(ReferenceKind Kind, string Target)> References)
{
    /// <summary>All projects of the tree.</summary>
    public static IReadOnlyList<ProjectFile> All { get; } =
        [.. Tree.Files.Where(f => f.EndsWith(".csproj", StringComparison.Ordinal)).Select(f => Parse(f, Tree.Read(f)))];

    public static ProjectFile Parse(string path, string xml)
    {
        XElement project = XElement.Parse(xml);
        List<(ReferenceKind, string)> references = [.. project.Descendants("PackageReference").Select(p => (ReferenceKind.Package, (string)p.Attribute("Include")!))];
        foreach (XElement reference in project.Descendants("ProjectReference"))
        {
            references.AddRange(Targets(project, (string)reference.Attribute("Include")!).Select(target => (KindOf(reference), target)));
        }

        return new ProjectFile(System.IO.Path.GetFileNameWithoutExtension(path), path, references);
    }

    private static ReferenceKind KindOf(XElement reference) =>
        Value(reference, "OutputItemType") == "Analyzer" ? ReferenceKind.Analyzer
        : string.Equals(Value(reference, "ReferenceOutputAssembly"), "false", StringComparison.OrdinalIgnoreCase) ? ReferenceKind.BuildOrder
        : ReferenceKind.Project;

    private static string? Value(XElement reference, string name) => (string?)reference.Attribute(name) ?? (string?)reference.Element(name);

    // "@(Item)" stands for the projects that the same file lists under that name.
    private static IEnumerable<string> Targets(XElement project, string include) =>
        include.StartsWith("@(", StringComparison.Ordinal)
            ? project.Descendants(include[2..^1]).Select(i => (string?)i.Attribute("Include")).OfType<string>().SelectMany(i => Targets(project, i))
            : include.Split(';').Select(path => NameOf(path.Replace('\\', '/')));

    // A project lies in a folder of its name, so "Some.*/*.csproj" means the projects "Some.*".
    private static string NameOf(string path) =>
        System.IO.Path.GetFileName(path) == "*.csproj"
            ? System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(path)!)
            : System.IO.Path.GetFileNameWithoutExtension(path);
}
